using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;
using BloomCoin.Storage;
using Orleans.Concurrency;

namespace BloomCoin.Grains.Ledger;

/// <inheritdoc cref="ILedgerGrain"/>
[StatelessWorker]
internal sealed class LedgerGrain(IChainStore chain, ICoinStore coins) : Grain, ILedgerGrain
{
    /// <summary>Outputs that one page has at most: about 60 KB.</summary>
    private const int MaxPage = 1000;

    public async Task<Balance> GetBalance(Hash256 address)
    {
        var balance = await coins.ReadBalance(address);
        return new Balance(balance.Tip?.Height ?? 0, balance.Total, balance.Immature, balance.Outputs);
    }

    public async Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count)
    {
        var page = await coins.ReadUnspent(address, after, Math.Clamp(count, 1, MaxPage));
        return [.. page.Select(unspent => new Unspent(unspent.Output, unspent.Coin.Amount, unspent.Coin.Height, unspent.Coin.IsCoinbase))];
    }

    public async Task<Supply> GetSupply()
    {
        var supply = await coins.ReadSupply();
        return new Supply(supply.Tip?.Height ?? 0, supply.Total, supply.Outputs);
    }

    public async Task<FoundBlock?> FindBlock(Hash256 hash)
    {
        if (await chain.FindHeader(hash) is not { } header) return null;
        var bytes = (await chain.ReadBlocks([hash], Constants.MaxBlockLength))[0];
        return bytes is null ? null : new FoundBlock(hash, header.Height, header.Work, header.OnBestChain, bytes);
    }

    public async Task<FoundBlock?> GetBlockAt(int height)
    {
        var header = height < 0 ? [] : await chain.ReadHeaders(height, 1);
        return header.Length == 0 ? null : await FindBlock(BlockHeader.HashOf(header));
    }

    /// <remarks>Every transaction has an output, and an output of the best chain is kept when it is spent: it knows its height.</remarks>
    public async Task<FoundBlock?> FindBlockOf(Hash256 txid)
    {
        var made = (await coins.ReadCoins([new OutPoint(txid, 0)]))[0];
        return made is { } output ? await GetBlockAt(output.Coin.Height) : null;
    }
}
