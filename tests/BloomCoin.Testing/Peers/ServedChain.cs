using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Testing.Peers;

/// <summary>What a scripted peer shows as its chain: headers by height, and blocks where it has them.</summary>
public sealed class ServedChain
{
    private readonly List<byte[]> _headers = [];
    private readonly List<byte[]?> _blocks = [];
    private readonly Dictionary<Hash256, int> _heights = [];

    /// <param name="blocks">From the genesis block on.</param>
    public ServedChain(params IEnumerable<byte[]> blocks)
    {
        foreach (var block in blocks) Add(block[..BlockHeader.Length], block);
    }

    /// <summary>The network that it belongs to; mainnet by default.</summary>
    public ChainParameters Parameters { get; init; } = ChainParameters.Mainnet;

    public int Height => _headers.Count - 1;

    public Hash256 Tip => BlockHeader.HashOf(_headers[^1]);

    /// <summary>Valid blocks without transactions on top of it, or only their headers.</summary>
    public ServedChain Extend(int count, uint nonce, bool withBlocks, uint seconds = 500)
    {
        var window = HeaderWindow.FromAncestors([.. _headers.TakeLast(HeaderWindow.Length).SelectMany(header => header)], Height);
        var certificate = Certificate.Create(0, [1, 1, 1, 1, 1, 1, 1], new float[7], new float[Constants.Oscillators]);
        for (var i = 0; i < count; i++)
        {
            var next = new BlockHeader(
                1, window.Hash, default, window.Timestamp + seconds, window.NextDifficulty(Parameters), nonce, 1, 0, Constants.Oscillators);
            var header = new byte[BlockHeader.Length];
            next.Write(header);
            if (!window.TryExtend(header, BlockHeader.HashOf(header), Parameters, DateTimeOffset.MaxValue, out var fault))
                throw new InvalidOperationException(fault!.ToString());
            Add(header, withBlocks ? Block.Create(next, certificate, []).Bytes.ToArray() : null);
        }

        return this;
    }

    /// <summary>Headers from a height on, 92 bytes each.</summary>
    public byte[] Headers(int start, int count) => [.. _headers.Skip(start).Take(count).SelectMany(header => header)];

    /// <summary>The same without end: what is asked for is made, as easy as headers may be.</summary>
    public byte[] HeadersWithoutEnd(int start, int count)
    {
        var missing = start + count - 1 - Height;
        if (missing > 0) Extend(missing, nonce: 9, withBlocks: false);
        return Headers(start, count);
    }

    /// <summary>The height of a block; -1 when it is not on this chain.</summary>
    public int HeightOf(Hash256 hash) => _heights.GetValueOrDefault(hash, -1);

    /// <summary>The block at a height; null when the peer does not have it.</summary>
    public byte[]? BlockAt(int height) => height < 0 ? null : _blocks[height];

    private void Add(byte[] header, byte[]? block)
    {
        _heights[BlockHeader.HashOf(header)] = _headers.Count;
        _headers.Add(header);
        _blocks.Add(block);
    }
}
