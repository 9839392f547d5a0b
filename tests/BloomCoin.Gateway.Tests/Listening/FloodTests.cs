using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Peering.Admission;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Listening;

/// <summary>p2p-anchors, scenario 24, over real connections: a thousand come, and who was there stays. Networks are those of 127.0.0.0/8.</summary>
public sealed class FloodTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Room = 60;
    private const int Honest = 30;

    private readonly List<ScriptedPeer> _crowd = [];
    private readonly List<ScriptedPeer> _honest = [];
    private GatewayCluster _cluster = null!;

    private ClusterGateway Gateway => _cluster.Gateways[0];

    public async ValueTask InitializeAsync()
    {
        _cluster = await GatewayCluster.Start(new GatewayOptions
        {
            Listen = "127.0.0.1:0",
            MaxConnections = Room,
            Diversity = new DiversityOptions { ExemptLoopback = false },
        });
        for (var network = 1; network <= Honest; network++) _honest.Add(await Gateway.Establish($"127.{network}.0.1"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _honest.Concat(_crowd)) peer.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]   // at most 8 pending handshakes a prefix; the listener does not fill
    public async Task A_thousand_of_one_network_that_say_nothing_have_8_places_and_the_others_are_answered_as_ever()
    {
        await using var watching = Watch();
        for (var host = 0; host < 1000; host++)
        {
            _crowd.Add(await ScriptedPeer.Connect(Gateway.EndPoint, from: $"127.200.{host / 250}.{(host % 250) + 1}"));
            Assert.InRange(Gateway.Admission.Handshakes, 0, PendingHandshakes.MaxPerNetwork);
        }

        // On a slow machine the first are gone at 10 s, and as many others have their places.
        await GatewayCluster.Until(() => Task.FromResult(Refused() + Gateway.Admission.Handshakes + TimedOut() == 1000), "not all others were refused");
        Assert.InRange(Gateway.Admission.Refused(AdmissionRefusal.PendingHandshakes), 1, 992);
        await ExpectHonest(watching);
        for (var network = 201; network < 203; network++) _honest.Add(await Gateway.Establish($"127.{network}.0.1"));
    }

    [Fact]
    public async Task A_thousand_of_one_network_that_talk_have_a_quarter_at_most_and_nobody_leaves_for_them()
    {
        await using var watching = Watch();
        for (var host = 0; host < 1000; host++)
        {
            await ComeAndTalk($"127.200.{host / 250}.{(host % 250) + 1}");
            Assert.InRange(Gateway.Admission.Handshakes, 0, PendingHandshakes.MaxPerNetwork);
        }

        await GatewayCluster.Until(() => Task.FromResult(Refused() == 990), "not all others were refused");
        Assert.Equal(10, Gateway.Sessions.All.Count(session => session.Connection.Remote.Address.GetAddressBytes()[1] == 200));
        Assert.Equal(0, Gateway.Admission.Evicted);
        await ExpectHonest(watching);
    }

    [Fact]   // the eviction rule: the youngest of the largest network that has nothing for it
    public async Task A_thousand_of_two_hundred_networks_push_each_other_out_and_not_who_was_there_or_is_useful()
    {
        await using var watching = Watch();
        for (var number = 0; number < 500; number++) await ComeAndTalk($"127.{40 + (number % 200)}.0.{(number / 200) + 1}");
        await UntilAllBut(Room - Honest, of: 500);

        // It comes last, of a network like any other, into a room that is full; and it brings a block.
        var late = await Gateway.Establish("127.250.0.1");
        _honest.Add(late);
        await late.Send(Wire.Block(ReferenceChain.Block(1)));
        await GatewayCluster.Until(() => Task.FromResult(Gateway.SessionOf(late)?.Merits.LastBlock > 0), "the block is no merit");

        for (var number = 500; number < 1000; number++) await ComeAndTalk($"127.{40 + (number % 200)}.0.{(number / 200) + 1}");
        await UntilAllBut(Room - Honest, of: 1001);
        Assert.Equal(Room, Gateway.Admission.Connections);
        await ExpectHonest(watching);
    }

    private Task UntilAllBut(int stay, int of) =>
        GatewayCluster.Until(() => Task.FromResult(Refused() + Gateway.Admission.Evicted == of - stay), "not all others were refused or evicted");

    private int TimedOut() => _cluster.Events.Ends.Count(end => end.Reason == DisconnectReason.HandshakeTimeout);

    private long Refused() => Enum.GetValues<AdmissionRefusal>().Sum(Gateway.Admission.Refused);

    /// <summary>Connects and says VERSION and VERACK, whether it is heard or not.</summary>
    private async Task ComeAndTalk(string from)
    {
        var peer = await ScriptedPeer.Connect(Gateway.EndPoint, from: from);
        _crowd.Add(peer);
        await peer.SendInVain(Wire.Version(), Wire.Verack());
    }

    /// <summary>The first honest peer is answered within 2 s as long as the flood lasts.</summary>
    private HonestWitness Watch()
    {
        var nonce = 0UL;
        return new HonestWitness(() => _honest[0].ExpectAnswerAmongOthers(++nonce));
    }

    private async Task ExpectHonest(HonestWitness watching)
    {
        output.WriteLine($"the longest of {watching.Answers} answers to a PING took {watching.Slowest.TotalMilliseconds:0} ms");
        foreach (var peer in _honest.Skip(1)) await peer.ExpectAnswerAmongOthers();
        Assert.All(_honest, peer => Assert.NotNull(Gateway.SessionOf(peer)));
    }
}
