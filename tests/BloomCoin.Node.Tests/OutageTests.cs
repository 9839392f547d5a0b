using System.Net;
using BloomCoin.Node.Tests.Network;
using BloomCoin.Node.Tests.Processes;
using Npgsql;

namespace BloomCoin.Node.Tests;

/// <summary>A node whose database goes away and comes back.</summary>
public sealed class OutageTests(PostgreSqlServer server)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    [Fact]   // architecture, HTTP: /health/ready says whether the store can be read, /health/live whether the process lives
    public async Task A_node_without_its_database_lives_and_is_not_ready_until_it_is_back()
    {
        var database = new NpgsqlConnectionStringBuilder(await server.CreateDatabase());
        await using var proxy = new CountingProxy(database.Port);
        (database.Host, database.Port) = ("127.0.0.1", proxy.Port);
        using var store = NodeStore.PostgreSql(database.ToString());
        await using var node = await NodeProcess.Start(new NodeSettings(store));

        await proxy.Cut();
        await BecomesReady(node, HttpStatusCode.ServiceUnavailable);
        Assert.Equal((1, "not ready"), await ChildProcess.Run("BloomCoin.Node", ["--health", .. node.Ports.Arguments]));
        await StaysLiveAndUnready(node);

        proxy.Mend();
        await BecomesReady(node, HttpStatusCode.OK);
        Assert.False(node.Process.HasExited);
    }

    /// <summary>For longer than the silo waits between its own readings and writings of the membership table.</summary>
    private static async Task StaysLiveAndUnready(NodeProcess node)
    {
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        for (var passed = TimeSpan.Zero; passed < Outage && await timer.WaitForNextTickAsync(); passed += Period)
        {
            Assert.Equal(HttpStatusCode.OK, await node.Health("live"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await node.Health("ready"));
        }
    }

    private static async Task BecomesReady(NodeProcess node, HttpStatusCode expected)
    {
        var start = TimeProvider.System.GetTimestamp();
        await Eventually.True($"/health/ready answers {expected}", async () => await node.Health("ready") == expected);
        Report.Line($"/health/ready answers {expected} after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s");
    }
}
