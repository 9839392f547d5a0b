using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Gateway.Tests.Phases;
using BloomCoin.Gateway.Tests.Scripted;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>A session may end after its gateway has stopped: a slow grain is still being told of it.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public void News_after_the_end_wake_nobody_and_fail_nowhere()
    {
        var sessions = new SessionRegistry();
        sessions.Dispose();
        sessions.Announced();

        var signal = new Signal();
        signal.Dispose();
        signal.Set();
    }

    [Fact]
    public async Task Phases_that_come_after_the_end_are_no_fault()
    {
        var gateway = new SessionContext();
        await using var pair = await SessionPair.Establish(gateway);
        gateway.Dispose();
        await pair.Peer.Send(TestPhases.Make(1).Frame(1));
        await pair.Peer.ExpectAnswerToPing();
        Assert.True(pair.Connection.IsOpen);
    }
}
