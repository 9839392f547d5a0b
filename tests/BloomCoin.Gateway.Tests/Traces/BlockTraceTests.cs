using System.Diagnostics;
using System.Net;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Traces;

/// <summary>One trace follows a block from its socket through the grains into the store, and out to the other peers.</summary>
public sealed class BlockTraceTests
{
    [Fact]
    public async Task A_block_that_a_peer_sends_is_one_trace_from_the_socket_to_the_store_and_to_the_next_peer()
    {
        using var spans = new SpanLog();
        await using var gateway = await GatewayCluster.Start(height: 20);
        using var peer = await ScriptedPeer.Establish(gateway.EndPoint);
        using var other = await ScriptedPeer.Establish(gateway.EndPoint);
        await other.ExpectAnswerToPing();
        await peer.Send(Wire.Block(ReferenceChain.Block(21)));
        await other.Expect(MessageType.Block);

        var hash = new Hash256(ReferenceChain.Hash(21)).ToString();
        var received = await spans.Find(span => (string?)span.GetTagItem("bloom.block") == hash, "the block received");
        Assert.Equal(default, received.ParentSpanId);
        var stored = await spans.Find(span => span.TraceId == received.TraceId && span.OperationName == "bloom.store Chain.Append", "the store's append");
        var announced = await spans.Find(span => span.TraceId == received.TraceId && span.OperationName == "bloom.tip.announce", "the announcement");

        var aboveStored = await spans.Above(stored);
        Assert.Equal(["bloom.chain.take", "bloom.block.received"], SpanLog.Own(aboveStored));
        Assert.Contains(aboveStored, span => span.Kind == ActivityKind.Server && span.DisplayName.Contains("offer", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["bloom.chain.publish", "bloom.chain.take", "bloom.block.received"], SpanLog.Own(await spans.Above(announced)));
        Assert.Equal(1, announced.GetTagItem("bloom.peers"));
    }

    [Fact]
    public async Task A_block_that_the_sync_asks_for_is_one_trace_from_the_request_over_the_socket_to_the_store()
    {
        using var spans = new SpanLog();
        await using var gateway = await GatewayCluster.Start(height: 0);
        await using var peer = await ChainPeer.Connect(new PeerScript(IPAddress.Parse("127.7.0.1"), ReferenceChain.ServedTo(60)), gateway.EndPoint.Port);
        await GatewayCluster.Until(async () => (await gateway.Chain.GetTip()).Hash == new Hash256(ReferenceChain.Hash(60)), "the chain was not synced");

        var request = await spans.Find(
            span => span.OperationName == "bloom.block.requested" && (string?)span.GetTagItem("network.peer.address") == "127.7.0.1", "the request at the gateway");
        var above = await spans.Above(request);
        Assert.Equal(["bloom.sync.request"], SpanLog.Own(above));
        var stored = await spans.Find(span => span.TraceId == request.TraceId && span.OperationName == "bloom.store Chain.Append", "the store's append");
        Assert.Equal(["bloom.chain.take", "bloom.sync.append", "bloom.sync.request"], SpanLog.Own(await spans.Above(stored)));
        Assert.Equal(above[^1].SpanId, (await spans.Above(stored))[^1].SpanId);
    }

    [Fact]   // Off by default: nothing is allocated where nobody listens
    public void Without_a_listener_there_is_no_span()
    {
        using var nobodys = new ActivitySource("BloomCoin.Nobody");
        Assert.Null(nobodys.StartActivity("bloom.block.received"));
    }
}
