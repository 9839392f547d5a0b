using System.Diagnostics;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Chain;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;
using BloomCoin.Telemetry;

namespace BloomCoin.Gateway.Propagation;

/// <summary>Tells this gateway's peers of a new tip: the block to some of them, chosen by chance, and its header to the others (wire-protocol 5).</summary>
/// <param name="sessions">The peers.</param>
/// <param name="fanout">How many get the block.</param>
/// <param name="random">Chooses them; a peer must not predict whether it is among them.</param>
internal sealed class TipAnnouncement(SessionRegistry sessions, int fanout, Random random)
{
    public void Send(TipNews news)
    {
        using var span = Instrumentation.Source.StartActivity("bloom.tip.announce", ActivityKind.Producer);
        var tip = BlockHeader.HashOf(news.Headers[news.Headers.Count - 1]);
        var peers = sessions.AllEstablished.Where(session => session.Connection.Id != news.Source && !session.Known.Contains(tip)).ToArray();
        random.Shuffle(peers);
        span?.SetTag("bloom.height", news.Headers.End - 1).SetTag("bloom.peers", peers.Length);

        var blocks = news.Block is null ? 0 : fanout;
        foreach (var peer in peers)
        {
            peer.Known.Add(tip);
            if (blocks > 0 && HasRoom(peer, news.Block!.Length) && peer.Pushes.TryTake())
            {
                blocks--;
                peer.Send(new BlockMessage(news.Block));
            }
            else
            {
                peer.Send(new HeadersMessage((uint)news.Headers.Start, new HeaderList(news.Headers.Blob.Span)));
            }
        }
    }

    /// <summary>A peer that is reading a long answer is not cut off over news: it gets the header.</summary>
    private static bool HasRoom(PeerSession peer, int length) =>
        peer.Connection.Unsent < SendQueue.LowWater || peer.Connection.Unsent + length < SendQueue.MaxBytes / 2;
}
