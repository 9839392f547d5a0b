using BloomCoin.Abstractions.Peers;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Sync;

/// <summary>What the sync says of peers: events that count for or against them, and ends of connections. Nobody waits for it.</summary>
internal sealed class PeerVerdicts(ILogger log)
{
    public void Note(RemotePeer peer, PeerEvent what) => Watch(peer, peer.Note(what));

    /// <summary>The peer broke a rule: counted, and its connection ended.</summary>
    public void Disconnect(RemotePeer peer, PeerFault fault, string detail)
    {
        Note(peer, fault == PeerFault.InvalidBlock ? PeerEvent.InvalidBlock : PeerEvent.InvalidHeader);
        Watch(peer, peer.Disconnect(fault, detail));
    }

    /// <summary>It did not deliver in time.</summary>
    public void Slow(RemotePeer peer, string what, TimeSpan after)
    {
        log.PeerSlow(peer.Address, what, after);
        Note(peer, PeerEvent.SlowResponse);
    }

    private async void Watch(RemotePeer peer, Task verdict)
    {
        try
        {
            await verdict;
        }
        catch (Exception exception)
        {
            log.VerdictLost(exception, peer.Address);
        }
    }
}
