using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>The first block of a store.</summary>
public static class GenesisBlock
{
    /// <summary>Puts the network's genesis block into an empty store. A store that holds another network's chain is refused.</summary>
    /// <exception cref="StorageException">The store belongs to another network.</exception>
    public static async Task Plant(IChainStore store, ChainParameters parameters, CancellationToken cancellation)
    {
        var genesis = new StoredBlock(parameters.Genesis, 0, CompactTarget.Work(parameters.Genesis.Header.Difficulty));

        // Another silo of the cluster may plant it first: the store then refuses this one, and holds the same block.
        if (await store.ReadTip(cancellation) is null) await store.Append(null, [genesis], cancellation);

        var stored = BlockHeader.HashOf(await store.ReadHeaders(0, 1, cancellation));
        if (stored != parameters.GenesisHash)
        {
            throw new StorageException(
                $"the store holds another chain: its genesis block is {stored}, that of {parameters.Name} is {parameters.GenesisHash}");
        }
    }
}
