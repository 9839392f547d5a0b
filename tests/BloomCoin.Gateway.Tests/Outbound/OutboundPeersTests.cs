using System.Net;
using System.Net.Sockets;
using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Outbound;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering.Outbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace BloomCoin.Gateway.Tests.Outbound;

/// <summary>One beat of the search for peers, without a silo: the address book is the test's.</summary>
public sealed class OutboundPeersTests : IDisposable
{
    private readonly SessionContext _gateway = new();

    public void Dispose() => _gateway.Dispose();

    [Fact]   // neither under way any more nor looked back at yet: it was offered again, and dialled without its wait
    public async Task An_address_whose_dial_fails_while_the_beat_looks_for_somebody_else_is_left_alone()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));   // and does not listen
        var dead = (IPEndPoint)nobody.LocalEndPoint!;
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isLeftAlone = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _gateway.Book.OnFailed = _ => failed.TrySetResult();
        _gateway.Book.BeforeStatistics = () => failed.Task;
        _gateway.Book.Choose = query =>
        {
            var isExcluded = query.Excluded.Contains(dead);
            if (failed.Task.IsCompleted) isLeftAlone.TrySetResult(isExcluded);
            return isExcluded ? [] : [dead];
        };

        using var stopping = new CancellationTokenSource();
        var running = Make().Run(stopping.Token);
        Assert.True(await isLeftAlone.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        await stopping.CancelAsync();
        await running;
    }

    private OutboundPeers Make()
    {
        var context = _gateway.Context;
        var admission = new Admission(new GatewayOptions(), context.Bans, context.Metrics, context.Random, NullLogger.Instance);
        var pace = new OutboundPace(TimeSpan.FromHours(1)) { FeelerEvery = TimeSpan.FromHours(1), AskWhileLacking = TimeSpan.Zero };
        return new OutboundPeers(
            context,
            new SessionHost(context, admission, silo: null!),   // no session begins where nobody listens
            admission,
            new Seeds([], context, Dns.GetHostAddressesAsync),
            new OutboundPolicy(8, pace, context.Time, context.Random),
            new DialBackoffs(context.Time, context.Random),
            new OutboundSettings { Pace = pace });
    }
}
