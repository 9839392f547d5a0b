using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>The grain of a session's peer without a silo: it counts what the peer did.</summary>
internal sealed class CountedPeer : IPeerGrain
{
    private int _noted;

    /// <summary>How much counts for or against its peer.</summary>
    public int Noted => Volatile.Read(ref _noted);

    public Task Note(PeerEvent what, int count)
    {
        Interlocked.Add(ref _noted, count);
        return Task.CompletedTask;
    }

    public Task Connected(PeerConnected connection) => throw new NotSupportedException();

    public Task Disconnected(Guid connection, string reason) => throw new NotSupportedException();

    public Task<PeerState> GetState() => throw new NotSupportedException();

    public Task<HeaderRange> RequestHeaders(PeerSocket socket, int start, int count) => throw new NotSupportedException();

    public Task<BlockBatch> RequestBlocks(PeerSocket socket, BlockRequest request) => throw new NotSupportedException();

    public Task Disconnect(PeerSocket socket, PeerFault fault, string detail) => throw new NotSupportedException();
}
