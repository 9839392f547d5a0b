using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>A gateway without a silo at height 500, and peers on real sockets.</summary>
public abstract class PhaseSessions : IAsyncLifetime
{
    /// <summary>The height of the block being worked on.</summary>
    protected const uint Working = 501;

    private readonly List<SessionPair> _pairs = [];

    private protected PhaseSessions(SessionContext? gateway = null)
    {
        Gateway = gateway ?? new SessionContext();
        Gateway.Tip.MoveTo((int)Working - 1);
    }

    private protected SessionContext Gateway { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in _pairs) await pair.DisposeAsync();
        Gateway.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<SessionPair> Connect(NodeServices services = NodeServices.Phases)
    {
        var pair = await SessionPair.Establish(Gateway, services);
        _pairs.Add(pair);
        return pair;
    }

    private protected async Task<SessionPair[]> Connect(int count)
    {
        var pairs = new SessionPair[count];
        for (var index = 0; index < count; index++) pairs[index] = await Connect();
        return pairs;
    }

    /// <summary>A peer sends frames, and what has gathered is merged.</summary>
    private protected async Task Deliver(SessionPair pair, params byte[][] frames)
    {
        await pair.Peer.Send(frames);
        await pair.Peer.ExpectAnswerToPing();
        Gateway.Gossip.Inbox.Flush();
    }

    private protected static async Task ExpectAcknowledgements(SessionPair pair, int count)
    {
        while (count-- > 0) await pair.Peer.Expect(MessageType.Coherence);
    }

    private protected int[] Noted(SessionPair pair, PeerEvent what) => Gateway.Peers.Noted(pair.Peer.Key, what);

    private protected static byte[] Payload(byte[] frame) => frame[FrameHeader.Size..];
}
