using System.Text.Json;
using BloomCoin.Node.Tests.Processes;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>A node that is given a collector sends it metrics and traces, and its log names the traces.</summary>
public sealed class CollectorTests
{
    [Fact]
    public async Task Metrics_and_traces_arrive_by_HTTP_and_lines_of_the_log_name_their_trace()
    {
        await using var collector = await Collector.Start();
        using var store = NodeStore.Sqlite();
        var settings = new NodeSettings(store, Network: "devnet", RoundsPerSecond: 200)
        {
            More =
            [
                $"--Bloom:Telemetry:Otlp={collector.Address}", "--Bloom:Telemetry:Protocol=HttpProtobuf", "--Bloom:Logging:Json=true",
                "--Logging:LogLevel:BloomCoin=Debug",
            ],
        };
        await using (var node = await NodeProcess.Start(settings))
        {
            await node.Process.Line("sealed block");
            await Eventually.True("traces have come", () => collector.Holds("/v1/traces", "bloom.miner.seal", "bloom.chain.take", "bloom.store Chain.Append"));
            await node.Process.Terminate();
            Assert.Equal(0, await node.Process.Exit());

            var lines = node.Process.Output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
            Assert.All(lines, line => Assert.True(line.TryGetProperty("EventId", out _)));
            var sealedBlock = lines.First(line => line.GetProperty("EventId").GetInt32() == 2041);
            Assert.Equal("miner:0", sealedBlock.GetProperty("State").GetProperty("Miner").GetString());
            Assert.Matches("^[0-9a-f]{32}$", TraceOf(sealedBlock));
        }

        // The last metrics go out when the node ends.
        Assert.True(collector.Holds("/v1/metrics", "bloom.chain.blocks", "bloom.gateway.received_messages"));
        Assert.All(collector.Posts, post => Assert.Equal("application/x-protobuf", post.ContentType));
    }

    [Fact]
    public async Task Metrics_and_traces_arrive_by_gRPC()
    {
        await using var collector = await Collector.Start(HttpProtocols.Http2);
        using var store = NodeStore.Sqlite();
        var settings = new NodeSettings(store, Network: "devnet", RoundsPerSecond: 200) { More = [$"--Bloom:Telemetry:Otlp={collector.Address}"] };
        await using var node = await NodeProcess.Start(settings);
        await Eventually.True(
            "traces have come", () => collector.Holds("/opentelemetry.proto.collector.trace.v1.TraceService/Export", "bloom.miner.seal", "bloom.store Chain.Append"));
        await node.Process.Terminate();
        Assert.Equal(0, await node.Process.Exit());
        Assert.True(collector.Holds("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "bloom.chain.blocks"));
        Assert.All(collector.Posts, post => Assert.Equal("application/grpc", post.ContentType));
    }

    [Fact]   // what cannot be sent is dropped
    public async Task A_collector_that_is_not_there_and_traces_that_are_not_kept_are_no_concern_of_the_nodes()
    {
        using var store = NodeStore.Sqlite();
        var settings = new NodeSettings(store, Network: "devnet", RoundsPerSecond: 200)
        {
            More = ["--Bloom:Telemetry:Otlp=http://127.0.0.1:9", "--Bloom:Telemetry:SampleRatio=0"],
        };
        await using var node = await NodeProcess.Start(settings);
        await node.Process.Line("sealed block");
        await node.Process.Terminate();
        Assert.Equal(0, await node.Process.Exit());
        Assert.Empty(node.Process.Errors);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_traced_and_the_log_is_text()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet", RoundsPerSecond: 200));
        var line = await node.Process.Line("sealed block");
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info: BloomCoin\.Grains\.Mining\.MinerGrain\[2041\] ", line);
    }

    private static string TraceOf(JsonElement line) => line.GetProperty("Scopes").EnumerateArray()
        .Where(scope => scope.ValueKind == JsonValueKind.Object)
        .Select(scope => scope.TryGetProperty("TraceId", out var trace) ? trace.GetString()! : "")
        .First(trace => trace.Length > 0);
}
