using BloomCoin.Abstractions.Chain;
using BloomCoin.Gateway.Connections;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions;

/// <summary>An answer to GET_HEADERS: up to 2000 headers from at most two segments, encoded there once.</summary>
/// <remarks>Beyond the tip no segment is asked: a stranger could call any number of them to life.</remarks>
internal sealed record HeadersOwed(uint Start, int Count) : IAnswer
{
    public SendLane Lane => SendLane.Chain;

    public async Task Send(PeerSession session)
    {
        await session.Connection.WaitForRoom();
        var headers = Start > session.Context.Tip.Height ? [] : await Read(session, (int)Start);
        session.Send(new HeadersMessage(Start, new HeaderList(headers)));
    }

    private async Task<byte[]> Read(PeerSession session, int start)
    {
        var segment = start / IChainSegmentGrain.Heights;
        var first = await Segment(session, segment).GetHeaders(start, Count);
        var boundary = (segment + 1L) * IChainSegmentGrain.Heights;
        if (first.Count == Count || first.End < boundary || boundary > int.MaxValue) return first.Blob;

        var second = await Segment(session, segment + 1).GetHeaders((int)boundary, Count - first.Count);
        return [.. first.Blob, .. second.Blob];
    }

    private static IChainSegmentGrain Segment(PeerSession session, int segment) => session.Context.Grains.GetGrain<IChainSegmentGrain>(segment);
}
