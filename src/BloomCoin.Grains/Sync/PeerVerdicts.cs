using BloomCoin.Abstractions.Peers;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Sync;

/// <summary>What the sync says of peers: events that count for or against them, and ends of connections. Nobody waits for it.</summary>
internal sealed class PeerVerdicts(Func<string, IPeerGrain> peers, ILogger log)
{
    public void Note(string peer, PeerEvent what) => Watch(peer, peers(peer).Note(what, 1));

    /// <summary>The peer broke a rule: counted, and its connection ended.</summary>
    public void Disconnect(string peer, PeerFault fault, string detail)
    {
        Note(peer, fault == PeerFault.InvalidBlock ? PeerEvent.InvalidBlock : PeerEvent.InvalidHeader);
        Watch(peer, peers(peer).Disconnect(fault, detail));
    }

    /// <summary>It did not deliver in time.</summary>
    public void Slow(string peer, string what, TimeSpan after)
    {
        log.PeerSlow(PeerAddress.Display(peer), what, after);
        Note(peer, PeerEvent.SlowResponse);
    }

    private async void Watch(string peer, Task verdict)
    {
        try
        {
            await verdict;
        }
        catch (Exception exception)
        {
            log.VerdictLost(exception, PeerAddress.Display(peer));
        }
    }
}
