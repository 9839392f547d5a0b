using BloomCoin.Chain;

namespace BloomCoin.Storage;

/// <summary>Blocks that come back out of the store as blocks.</summary>
internal static class StoredBlocks
{
    /// <summary>Blocks that are read and applied at a time when a branch's outputs are written: at most 32 MiB each, usually under 1 KB.</summary>
    public const int Chunk = 250;

    public static Block Parse(byte[] header, byte[] body) => Block.TryParse((byte[])[.. header, .. body], out var block, out var violation)
        ? block
        : throw new ChainStoreException($"a stored block is damaged: {violation.Detail}", isTransient: false, null);
}
