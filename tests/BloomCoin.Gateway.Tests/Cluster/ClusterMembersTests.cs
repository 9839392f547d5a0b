using System.Net;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Gateway.Cluster;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>What a gateway keeps of what the directory tells.</summary>
public sealed class ClusterMembersTests
{
    private readonly Guid _directory = Guid.NewGuid();
    private readonly ClusterMembers _members = new();

    [Fact]   // an answer and a push may overtake each other
    public void An_older_view_does_not_undo_a_newer_one()
    {
        Assert.True(_members.Learn(View(_directory, 2, isSettled: true, 1, 2)));
        Assert.False(_members.Learn(View(_directory, 1, isSettled: true, 1)));
        Assert.True(_members.Holds(2));
        Assert.True(_members.Learn(View(_directory, 3, isSettled: true, 1)));
        Assert.False(_members.Holds(2));
    }

    [Fact]   // its silo died: it has not heard of all yet
    public void A_directory_that_began_anew_takes_nothing_away_until_it_is_settled()
    {
        Assert.True(_members.Learn(View(_directory, 9, isSettled: true, 1, 2)));
        var anew = Guid.NewGuid();
        Assert.False(_members.Learn(View(anew, 1, isSettled: false, 1)));
        Assert.True(_members.Holds(2));
        Assert.True(_members.Addresses.Contains(Address(2)));
        Assert.True(_members.Learn(View(anew, 2, isSettled: false, 1, 3)));   // as many as before
        Assert.True(_members.Holds(2));
        Assert.True(_members.Learn(View(anew, 3, isSettled: true, 1)));
        Assert.False(_members.Holds(2) || _members.Addresses.Contains(Address(2)));
    }

    [Fact]
    public void Addresses_that_were_met_stay_whatever_is_told_and_the_last_1024_are_kept()
    {
        for (var host = 1; host <= OwnAddresses.MaxMet + 1; host++) _members.Addresses.Meet(Address(host));
        _members.Learn(View(_directory, 1, isSettled: true));
        Assert.False(_members.Addresses.Contains(Address(1)));
        Assert.True(_members.Addresses.Contains(Address(2)));
        Assert.True(_members.Addresses.Contains(Address(OwnAddresses.MaxMet + 1)));
        Assert.True(_members.Addresses.Contains(new IPEndPoint(Address(2).Address.MapToIPv6(), Address(2).Port)));
    }

    private static IPEndPoint Address(int number) => new(new IPAddress([10, 0, (byte)(number >> 8), (byte)number]), 8333);

    private static ClusterView View(Guid activation, long sequence, bool isSettled, params int[] gateways) => new(
        activation, sequence, isSettled, gateways.Length, [.. gateways.Select(gateway => (ulong)gateway)],
        [.. gateways.Select(gateway => Address(gateway).ToString())], 0, [], []);
}
