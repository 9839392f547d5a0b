using System.Net;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Addresses;

/// <summary>ADDR and GET_ADDR between real gateways, grains and stores, and scripted peers.</summary>
public sealed class AddressExchangeTests
{
    private static readonly GatewayOptions Options = new() { Listen = "127.0.0.1:0", AllowPrivateAddresses = true };

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]   // p2p-anchors, scenario 22: the honest second peer is answered a PING throughout
    public async Task An_ADDR_flood_at_two_gateways_leaves_an_address_of_each_and_gateways_that_answer()
    {
        await using var cluster = await GatewayCluster.Start(Options, Options);
        await using var honest = await HonestWitness.Connect(cluster.EndPoint.Port);
        using var one = await ScriptedPeer.Establish(cluster.Gateways[0].EndPoint);
        using var other = await ScriptedPeer.Establish(cluster.Gateways[1].EndPoint);
        for (var message = 0; message < 25; message++)
        {
            var told = Wire.Addr(Now, Enumerable.Range(0, 1000).Select(index => $"{20 + message}.{index % 250}.{index / 250}.1:8333"));
            await one.Send(told);
            await other.Send(told);
        }

        await one.ExpectAnswerAmongOthers();
        await other.ExpectAnswerAmongOthers();
        await GatewayCluster.Until(async () => (await cluster.Book.GetStatistics()).New > 0, "nothing was taken");
        Assert.InRange((await cluster.Book.GetStatistics()).New, 1, 6);   // one of each, and one more for each ten seconds that this took
    }

    [Fact]   // p2p-anchors, scenario 22
    public async Task GET_ADDR_shows_whom_the_node_knows_and_only_the_first_time()
    {
        await using var gateway = await Start(Options);
        await using var honest = await HonestWitness.Connect(gateway.EndPoint.Port);
        using var teller = await ScriptedPeer.Establish(gateway.EndPoint);
        await teller.Send(Wire.Addr(Now, "8.1.1.1:8333"));
        await GatewayCluster.Until(async () => (await gateway.Book.GetStatistics()).New == 1, "the address was not taken");

        using var asker = await ScriptedPeer.Establish(gateway.EndPoint);
        await asker.Send(Wire.GetAddr());
        Assert.Equal(["8.1.1.1:8333"], AddressesOf(await asker.Expect(MessageType.Addr)));
        await asker.Send(Wire.GetAddr());
        await asker.ExpectAnswerToPing();
    }

    [Fact]
    public async Task A_peer_that_was_dialled_is_asked_once_told_of_this_node_and_not_told_of_others()
    {
        using var listener = new ScriptedListener();
        await using var gateway = await Start(new GatewayOptions
        {
            Listen = "127.0.0.1:0",
            AllowPrivateAddresses = true,
            Connect = [listener.EndPoint],
            ExternalAddress = "127.0.0.1:9999",
        });
        using var peer = await listener.Accept();
        await peer.Expect(MessageType.Version);
        await peer.Send(Wire.Version(), Wire.Verack());
        await peer.Expect(MessageType.Verack);
        await peer.Expect(MessageType.GetAddr);   // requests go before hearsay
        Assert.Equal(["127.0.0.1:9999"], AddressesOf(await peer.Expect(MessageType.Addr)));

        string[] told = [.. Enumerable.Range(0, 100).Select(index => $"{20 + index}.1.1.1:8333")];
        await peer.Send(Wire.Addr(Now, [.. told, "127.0.0.1:9999"]), Wire.GetAddr());
        await peer.ExpectAnswerToPing();
        await GatewayCluster.Until(async () => (await gateway.Book.GetStatistics()).New > 90, "the answer was not taken");
        Assert.DoesNotContain((await gateway.Book.List(0, 1000)).Addresses, one => one.Address.Equals(IPEndPoint.Parse("127.0.0.1:9999")));
    }

    [Fact]   // p2p-anchors, scenario 6: the address is marked ours
    public async Task A_node_does_not_take_its_own_address_from_others()
    {
        await using var gateway = await Start(Options);
        using var peer = await ScriptedPeer.Establish(gateway.EndPoint);
        await peer.Send(Wire.Addr(Now, gateway.EndPoint.ToString()));
        await peer.ExpectAnswerToPing();
        using var other = await ScriptedPeer.Establish(gateway.EndPoint);
        await other.Send(Wire.Addr(Now, "8.1.1.1:8333"));
        await GatewayCluster.Until(async () => (await gateway.Book.GetStatistics()).New > 0, "the address was not taken");
        Assert.Equal(IPEndPoint.Parse("8.1.1.1:8333"), Assert.Single((await gateway.Book.List(0, 10)).Addresses).Address);
    }

    private static Task<GatewayCluster> Start(GatewayOptions options) => GatewayCluster.Start(Chain.ChainParameters.Mainnet, options, new GossipOptions());

    private static string[] AddressesOf(byte[] payload)
    {
        Assert.True(AddrMessage.TryRead(payload, out var message, out _));
        var addresses = new List<string>();
        foreach (var entry in message.Addresses) addresses.Add(entry.Address.ToString());
        return [.. addresses];
    }
}
