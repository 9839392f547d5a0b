using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Benchmarks.Serving;

/// <summary>Questions for a part of a chain, in order, as frames of one length, and how many headers or blocks answer one.</summary>
internal sealed record Questions(IReadOnlyList<byte[]> Frames, int Items)
{
    /// <summary>Bytes of one.</summary>
    public int Length => Frames[0].Length;

    public static Questions OfHeaders(int from, int to) => new(
        [.. Starts(from, to, HeadersMessage.MaxCount).Select(start => PeerSockets.Encode(new GetHeadersMessage((uint)start, HeadersMessage.MaxCount)))], HeadersMessage.MaxCount);

    public static Questions OfBlocks(BenchChain chain, int from, int to) => new(
        [.. Starts(from, to, GetBlocksMessage.MaxCount).Select(start => PeerSockets.Encode(new GetBlocksMessage(new ItemList<ReadOnlySpan<byte>, HashLayout>(
            [.. Enumerable.Range(start, GetBlocksMessage.MaxCount).SelectMany(height => chain.Blocks[height].Hash.ToArray())]))))], GetBlocksMessage.MaxCount);

    /// <summary>Only what is answered whole.</summary>
    private static IEnumerable<int> Starts(int from, int to, int step) => Enumerable.Range(0, (to - from) / step).Select(index => from + (index * step));
}
