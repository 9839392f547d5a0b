using System.Buffers;
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
        if (Start > session.Context.Tip.Height)
        {
            session.Send(new HeadersMessage(Start, default));
            return;
        }

        var segment = (int)Start / IChainSegmentGrain.Heights;
        var first = await Segment(session, segment).GetHeaders((int)Start, Count);
        var boundary = (segment + 1L) * IChainSegmentGrain.Heights;
        if (first.Count == Count || first.End < boundary || boundary > int.MaxValue) session.Send(new HeadersMessage(Start, new HeaderList(first.Blob.Span)));
        else Send(session, first, await Segment(session, segment + 1).GetHeaders((int)boundary, Count - first.Count));
    }

    /// <summary>Two slices as one. In pooled memory: an array of 184 KB for each answer is garbage that only the costliest collection takes.</summary>
    private void Send(PeerSession session, HeaderRange first, HeaderRange second)
    {
        var length = first.Blob.Length + second.Blob.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        first.Blob.CopyTo(joined);
        second.Blob.CopyTo(joined.AsMemory(first.Blob.Length));
        session.Send(new HeadersMessage(Start, new HeaderList(joined.AsSpan(0, length))));
        ArrayPool<byte>.Shared.Return(joined);
    }

    private static IChainSegmentGrain Segment(PeerSession session, int segment) => session.Context.Grains.GetGrain<IChainSegmentGrain>(segment);
}
