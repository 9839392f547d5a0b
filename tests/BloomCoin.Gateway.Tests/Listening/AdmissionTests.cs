using System.Net;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using Microsoft.Extensions.Logging.Abstractions;

namespace BloomCoin.Gateway.Tests.Listening;

/// <summary>wire-protocol 6: who is let in, in the order in which it is asked. The addresses are any; one session stands for all peers where only places count.</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private readonly SessionContext _gateway = new();
    private SessionPair _anyone = null!;

    public async ValueTask InitializeAsync() => _anyone = await SessionPair.Establish(_gateway);

    public async ValueTask DisposeAsync()
    {
        await _anyone.DisposeAsync();
        _gateway.Dispose();
    }

    [Fact]   // p2p-anchors, scenario 24
    public void A_ninth_handshake_of_one_network_is_refused_until_one_is_complete_or_gone()
    {
        var admission = Make(maxConnections: 1000);
        for (var network = 1; network <= 40; network++) Admit(admission, $"11.{network}.0.1")!.Establish();
        var pending = Enumerable.Range(1, 8).Select(host => Admit(admission, $"10.1.0.{host}")!).ToArray();
        Assert.Null(Admit(admission, "10.1.255.9"));
        Assert.Equal(1, admission.Refused(AdmissionRefusal.PendingHandshakes));
        Assert.NotNull(Admit(admission, "10.2.0.1"));

        pending[0].Establish();
        Assert.NotNull(Admit(admission, "10.1.0.9"));
        Assert.Null(Admit(admission, "10.1.0.10"));
        pending[1].Dispose();
        Assert.NotNull(Admit(admission, "10.1.0.10"));
    }

    [Fact]   // p2p-anchors, scenario 24: one /64 is one network, and so is the /32 around it
    public void Whoever_has_a_network_of_IPv6_is_no_more_than_one_who_has_a_16()
    {
        var admission = Make(maxConnections: 1000);
        for (var network = 1; network <= 40; network++) Admit(admission, $"11.{network}.0.1")!.Establish();
        Assert.Equal(8, Enumerable.Range(1, 100).Count(host => Admit(admission, $"2001:db8:0:1::{host}") is not null));
        Assert.Null(Admit(admission, "2001:db8:ffff::1"));
        Assert.NotNull(Admit(admission, "2001:db9::1"));
    }

    [Fact]   // wire-protocol 6
    public void More_than_a_quarter_of_one_network_is_refused_and_a_dialled_connection_counts_too()
    {
        var admission = Make(maxConnections: 1000);
        for (var network = 1; network <= 5; network++) Admit(admission, $"11.{network}.0.1")!.Establish();
        admission.Dialled(Remote("10.1.0.1"));
        admission.Dialled(Remote("10.1.0.2"));
        Assert.Null(Admit(admission, "10.1.0.3"));   // 3 of 8
        Assert.Equal(1, admission.Refused(AdmissionRefusal.NetworkShare));
        Assert.False(admission.MayDial(IPAddress.Parse("10.1.0.3")));
        Assert.True(admission.MayDial(IPAddress.Parse("10.2.0.3")));
    }

    [Fact]   // wire-protocol 6: whom this node chose goes before who came by itself
    public async Task A_dialled_connection_of_a_crowded_network_takes_the_place_of_the_least_useful_that_came()
    {
        await using var useful = await SessionPair.Establish(_gateway);
        useful.Session.Merits.BroughtTransaction();
        var admission = Make(maxConnections: 1000);
        for (var network = 1; network <= 6; network++) Admit(admission, $"11.{network}.0.1");
        Admit(admission, "10.1.0.1")!.Session = useful.Session;
        Admit(admission, "10.1.0.2")!.Session = _anyone.Session;
        Assert.True(admission.MayDial(IPAddress.Parse("10.1.0.3")));

        admission.Dialled(Remote("10.1.0.3"));
        Assert.Equal(DisconnectReason.OverNetworkShare, (await _anyone.Ended).Reason);
        Assert.True(useful.Connection.IsOpen);
        Assert.Equal(8, admission.Connections);
    }

    [Fact]   // wire-protocol 6: the eviction rule picks, or the newcomer is refused
    public async Task When_all_places_are_taken_one_that_has_nothing_for_it_goes_or_the_newcomer_is_refused()
    {
        var admission = Make(maxConnections: 10);
        for (var network = 1; network <= 8; network++) Admit(admission, $"11.{network}.0.1")!.Session = _anyone.Session;
        Admit(admission, "10.1.0.1")!.Session = _anyone.Session;
        await using var youngest = await SessionPair.Establish(_gateway);
        Admit(admission, "10.1.0.2")!.Session = youngest.Session;

        using (var newcomer = Admit(admission, "12.1.0.1")) Assert.NotNull(newcomer);
        Assert.Equal(DisconnectReason.Evicted, (await youngest.Ended).Reason);
        Assert.True(_anyone.Connection.IsOpen);
        Assert.Equal((9, 1), (admission.Connections, admission.Evicted));

        var small = Make(maxConnections: 4);
        for (var network = 1; network <= 4; network++) Admit(small, $"11.{network}.0.1")!.Session = _anyone.Session;
        Assert.Null(Admit(small, "12.1.0.1"));
        Assert.Equal(1, small.Refused(AdmissionRefusal.Full));
    }

    [Fact]
    public void A_place_is_given_back_once_however_often_its_connection_ends()
    {
        var admission = Make(maxConnections: 10);
        var slot = Admit(admission, "10.1.0.1")!;
        var other = Admit(admission, "10.1.0.2")!;
        slot.Establish();
        slot.Dispose();
        slot.Dispose();
        Assert.Equal((1, 1), (admission.Connections, admission.Handshakes));
        other.Dispose();
        Assert.Equal((0, 0), (admission.Connections, admission.Handshakes));
    }

    [Theory, InlineData(true), InlineData(false)]   // Diversity:ExemptLoopback
    public void Loopback_is_bounded_by_the_number_of_connections_alone_when_it_is_exempted(bool isExempt)
    {
        var admission = Make(maxConnections: 100, isExempt);
        var admitted = Enumerable.Range(1, 100).Count(host => Admit(admission, $"127.0.0.{host}") is not null);
        Assert.Equal(isExempt ? 100 : 7, admitted);
    }

    [Fact]   // else each newcomer of a flood would cost a look at all
    public void With_very_many_connections_the_victim_is_found_in_a_sample()
    {
        var admission = Make(maxConnections: 20_000);
        for (var host = 0; host < 20_000; host++) Admit(admission, $"{host % 100 + 1}.{host / 100}.0.1")!.Session = _anyone.Session;
        for (var host = 0; host < 1000; host++) Admit(admission, $"200.{host % 200}.0.1")!.Session = _anyone.Session;
        Assert.Equal((20_000, 1000), (admission.Connections, admission.Evicted));
    }

    [Fact]   // the round trip is one of the things that protect
    public async Task While_few_places_are_left_whose_round_trip_is_unknown_is_sent_one_PING()
    {
        var admission = Make(maxConnections: 30);
        for (var network = 1; network <= 20; network++) Admit(admission, $"11.{network}.0.1");
        var slot = Admit(admission, "12.1.0.1")!;
        slot.Session = _anyone.Session;
        admission.Beat();                       // 21 of 30: not yet
        for (var network = 1; network <= 2; network++) Admit(admission, $"13.{network}.0.1");
        admission.Beat();
        admission.Beat();
        var ping = await _anyone.Peer.Expect(Protocol.Messages.MessageType.Ping);
        _anyone.Time.Advance(TimeSpan.FromMilliseconds(20));
        await _anyone.Peer.Send(Wire.Frame(Protocol.Messages.MessageType.Pong, ping));
        await _anyone.Peer.ExpectAnswerToPing();
        Assert.Equal(TimeSpan.FromMilliseconds(20), slot.Candidate.RoundTrip);
        admission.Beat();
        await _anyone.Peer.ExpectAnswerToPing();
    }

    [Fact]   // wire-protocol 7: before anything else
    public void Who_is_banned_is_refused_whatever_room_there_is()
    {
        var now = _gateway.Time.GetUtcNow();
        _gateway.Context.Bans.Take(new BanNews(
            new BanVersion(Guid.NewGuid(), 1), IsWhole: true, [new AddressBan("10.1.0.1", now, now.AddHours(1), "test", true)], []));
        var admission = Make(maxConnections: 1000);
        Assert.Null(Admit(admission, "10.1.0.1"));
        Assert.NotNull(Admit(admission, "10.1.0.2"));
        Assert.Equal(1, admission.Refused(AdmissionRefusal.Banned));
    }

    private Admission Make(int maxConnections, bool exemptLoopback = true) => new(
        new GatewayOptions { MaxConnections = maxConnections, Diversity = new DiversityOptions { ExemptLoopback = exemptLoopback } },
        _gateway.Context.Bans,
        _gateway.Context.Metrics,
        new Random(1),
        NullLogger.Instance);

    private static ConnectionSlot? Admit(Admission admission, string address) => admission.Admit(Remote(address));

    private static IPEndPoint Remote(string address) => new(IPAddress.Parse(address), 4711);
}
