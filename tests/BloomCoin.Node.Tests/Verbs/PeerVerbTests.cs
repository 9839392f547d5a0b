using BloomCoin.Node.Tests.Network;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Protocol.Frames;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary>What an operator does with the peers of a node, by commands alone.</summary>
public sealed class PeerVerbTests
{
    [Fact]
    public async Task A_peer_is_seen_banned_closed_listed_and_let_in_again()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(
            new NodeSettings(store, Network: "devnet") { More = ["--Bloom:Gateway:Diversity:ExemptLoopback=false"] });
        using var peer = await RawPeer.Connect(node.Ports.Gateway, NetworkMagic.Devnet);
        await Eventually.True("the peer is listed", async () => await Agents(node) == "/raw:1/");

        var ban = await VerbOutput.Facts(node, "ban", "127.0.0.1", "--for", "30m", "--reason", "too loud");
        Assert.Equal(("127.0.0.1", "too loud"), (ban["address"], ban["reason"]));
        await peer.IsClosedOrderly();
        await Eventually.True("the peer is gone", async () => await Agents(node) == "");

        var listed = Assert.Single((await VerbOutput.Json(node, "bans")).GetProperty("bans").EnumerateArray());
        Assert.Equal(
            ("127.0.0.1", "manual", ban["until"]),
            (listed.GetProperty("address").GetString(), listed.GetProperty("kind").GetString(), listed.GetProperty("until").GetString()));

        Assert.Equal((0, "127.0.0.1 is banned no more"), await Bloom.Run(node, "unban", "127.0.0.1"));
        Assert.Equal((1, "bloom: 127.0.0.1 is not banned"), await Bloom.Run(node, "unban", "127.0.0.1"));
        Assert.Equal((0, "0 bans"), await Bloom.Run(node, "bans"));
        Assert.Equal((1, "bloom: 127.0.0.1 has no connection"), await Bloom.Run(node, "disconnect", "127.0.0.1"));
    }

    private static async Task<string> Agents(NodeProcess node) => string.Join(
        ' ', (await VerbOutput.Json(node, "peers")).GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("agent").GetString()));
}
