using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Grains.Tests.Mempool;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Grains.Tests.Addresses;

public sealed class AddressBookGrainTests
{
    private static readonly AddressQuery Any = new(1, [], []);

    [Fact]   // p2p-anchors, scenario 22: over all gateways, for there is one book
    public async Task A_flood_of_one_network_fills_at_most_64_buckets_whichever_gateways_it_comes_through()
    {
        await using var cluster = await AddressBookCluster.Start();
        for (var batch = 0; batch < 20; batch++)
            await cluster.Add($"9.9.{batch}.1", Enumerable.Range(batch * 1000, 1000).Select(index => $"{20 + (index / 256 % 200)}.{index % 256}.1.1:8333"));

        Assert.InRange((await cluster.Book.GetStatistics()).New, 1000, 64 * 64);
    }

    [Fact]   // p2p-anchors, scenario 25: addresses intact after a crash
    public async Task What_was_learnt_two_seconds_ago_survives_a_kill()
    {
        await using var cluster = await AddressBookCluster.Start();
        Assert.InRange(await cluster.Add("9.9.9.9", Enumerable.Range(0, 1000).Select(index => $"{20 + (index / 256)}.{index % 256}.1.1:8333")), 500, 1000);
        var learnt = await cluster.Book.GetStatistics();
        await MempoolCluster.Until(async () => (await cluster.Kept()).Count == learnt.New, () => Task.FromResult("the addresses were not kept"));

        await cluster.Kill();
        Assert.Equal(learnt, await cluster.Book.GetStatistics());
    }

    [Fact]   // p2p-anchors: the last good outbound peers survive a crash, not only a clean stop
    public async Task An_outbound_peer_that_was_worth_keeping_is_an_anchor_at_once_and_after_a_kill()
    {
        await using var cluster = await AddressBookCluster.Start();
        string[] peers = ["8.1.1.1:8333", "8.2.1.1:8333", "8.3.1.1:8333"];
        await cluster.Add("9.9.9.9", peers);
        foreach (var peer in peers)
        {
            await cluster.Book.Good(IPEndPoint.Parse(peer), 7, isHeld: true);
            cluster.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await cluster.Kill();
        Assert.Equal([IPEndPoint.Parse(peers[2]), IPEndPoint.Parse(peers[1])], await cluster.Book.SelectAnchors(2));
        Assert.Equal(3, (await cluster.Book.GetStatistics()).Tried);
    }

    [Fact]   // wire-protocol 7: outbound peers are picked by score
    public async Task An_address_that_has_earned_a_ban_is_not_picked_until_it_is_forgiven()
    {
        await using var cluster = await AddressBookCluster.Start();
        var peer = IPEndPoint.Parse("8.1.1.1:8333");
        await cluster.Add("9.9.9.9", ["8.1.1.1:8333"]);
        await cluster.Book.Scored("8.1.1.1", 0.05);
        Assert.Empty(await cluster.Book.Select(Any));

        cluster.Time.Advance(TimeSpan.FromHours(1));   // the score drifts back, to 0.15
        Assert.Equal([peer], await cluster.Book.Select(Any));
    }

    [Fact]
    public async Task A_store_that_fails_costs_no_address()
    {
        await using var cluster = await AddressBookCluster.Start();
        cluster.Store.IsDown = true;
        await cluster.Book.Good(IPEndPoint.Parse("8.1.1.1:8333"), 1, isHeld: true);
        Assert.Empty(await cluster.Kept());
        cluster.Store.IsDown = false;
        await cluster.Restart();
        Assert.Equal(1, (await cluster.Book.GetStatistics()).Tried);
    }

    [Fact]
    public async Task A_gateway_is_given_no_address_that_it_has_or_whose_network_it_has()
    {
        await using var cluster = await AddressBookCluster.Start();
        await cluster.Add("9.9.9.9", "8.1.1.1:8333", "8.1.2.2:8333", "8.2.1.1:8333", "8.3.1.1:8333");
        var query = new AddressQuery(10, [Peering.NetworkGroup.Of(IPAddress.Parse("8.1.9.9"), exemptLoopback: true)], [IPEndPoint.Parse("8.2.1.1:8333")]);
        Assert.Equal([IPEndPoint.Parse("8.3.1.1:8333")], await cluster.Book.Select(query));
        await cluster.Book.Left(IPEndPoint.Parse("8.3.1.1:8333"));
        Assert.Equal(IPEndPoint.Parse("8.3.1.1:8333"), await cluster.Book.SelectForTest(query));
    }

    [Fact]   // p2p-anchors, What only a cluster can do: one logical node over several gateways
    public async Task Two_gateways_are_not_given_the_same_address_until_it_is_free_again()
    {
        await using var cluster = await AddressBookCluster.Start();
        var address = IPEndPoint.Parse("8.1.1.1:8333");
        await cluster.Add("9.9.9.9", "8.1.1.1:8333");
        Assert.Equal([address], await cluster.Book.Select(Any));
        Assert.Empty(await cluster.Book.Select(Any));

        await cluster.Book.Good(address, 1, isHeld: true);
        cluster.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await cluster.Book.SelectAnchors(2));
        await cluster.Book.Left(address);
        Assert.Equal([address], await cluster.Book.SelectAnchors(2));
        Assert.Empty(await cluster.Book.Select(Any));
        cluster.Time.Advance(TimeSpan.FromMinutes(2));   // the gateway that took it died
        Assert.Equal([address], await cluster.Book.Select(Any));
    }

    [Fact]   // p2p-anchors: one outbound peer a network, and the cluster is one node
    public async Task A_network_that_another_gateway_has_a_peer_of_is_given_out_to_keep_only_when_no_other_is_left()
    {
        await using var cluster = await AddressBookCluster.Start();
        await cluster.Add("9.9.9.9", "8.1.1.1:8333");
        await cluster.Book.Select(Any with { IsToKeep = true });
        await cluster.Book.Good(IPEndPoint.Parse("8.1.1.1:8333"), 1, isHeld: true);

        await cluster.Add("9.9.9.9", "8.1.2.2:8333", "8.1.3.3:8333", "8.2.1.1:8333");
        Assert.Equal([IPEndPoint.Parse("8.2.1.1:8333")], await cluster.Book.Select(new AddressQuery(10, [], [], IsToKeep: true)));
        Assert.Equal(2, (await cluster.Book.Select(new AddressQuery(10, [], [], IsToKeep: true))).Length);
    }

    [Fact]
    public async Task An_own_address_is_not_dialled_and_a_dead_one_seldom()
    {
        await using var cluster = await AddressBookCluster.Start();
        await cluster.Add("9.9.9.9", "8.1.1.1:8333", "8.2.1.1:8333");
        await cluster.Book.MarkOwn(IPEndPoint.Parse("8.1.1.1:8333"));
        await cluster.Book.Trying(IPEndPoint.Parse("8.2.1.1:8333"));
        await cluster.Book.Failed(IPEndPoint.Parse("8.2.1.1:8333"));
        var page = await cluster.Book.List(0, 100);
        var dead = Assert.Single(page.Addresses);
        Assert.Equal((1, 1), (page.Book.New, dead.Failures));
        Assert.NotNull(dead.LastTry);
        Assert.Null(dead.LastSuccess);
    }

    [Theory, InlineData(false, 0), InlineData(true, 1)]
    public async Task Private_addresses_are_for_networks_of_development(bool allowPrivate, int added)
    {
        await using var cluster = await AddressBookCluster.Start(allowPrivate);
        Assert.Equal(added, await cluster.Add("127.0.0.1", "127.0.0.1:8333"));
    }

    [Fact]   // wire-protocol 2
    public async Task A_sample_is_what_ADDR_carries()
    {
        await using var cluster = await AddressBookCluster.Start();
        await cluster.Add("9.9.9.9", "8.1.1.1:8333");
        var entries = new ItemList<AddressEntry, AddressEntry>(await cluster.Book.Sample());
        Assert.Equal(1, entries.Count);
        Assert.Equal("8.1.1.1:8333", entries[0].Address.ToString());
        Assert.Equal(NodeServices.Blocks, entries[0].Services);
    }

    [Fact]
    public async Task A_question_out_of_range_is_a_bug_of_the_caller()
    {
        await using var cluster = await AddressBookCluster.Start();
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.Book.Select(Any with { Count = 101 }));
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.Book.List(0, 1001));
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.Book.List(-1, 10));
    }
}
