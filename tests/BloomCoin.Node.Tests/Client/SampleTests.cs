using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Client;

/// <summary>The sample application at a node that mines.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task It_shows_a_node_and_then_what_happens_there_until_so_many_tips_have_come()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet", RoundsPerSecond: 100));
        await using var sample = Sample.Launch([node], "--blocks=2");
        Assert.Equal(0, await sample.Exit(TimeSpan.FromMinutes(1)));

        var lines = sample.Output.ToList();
        Assert.StartsWith("devnet, height ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("phases of height ", lines[1], StringComparison.Ordinal);
        Assert.Equal("0 peers", lines[2]);
        var heights = lines.Skip(3).Where(line => line.Contains(" transactions", StringComparison.Ordinal)).Select(HeightOf).ToList();
        Assert.Equal(2, heights.Count);
        Assert.Equal(heights[0] + 1, heights[1]);
        Assert.True(heights[0] >= HeightOf(lines[0]), "an event is of a tip that came before the picture");   // the picture's own may be told a moment later
        Assert.Contains(lines, line => line.Contains($"phases of height {heights[1] + 1}:", StringComparison.Ordinal) || line.Contains($"phases of height {heights[1]}:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_in_order()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store));
        await using var sample = Sample.Launch([node]);
        await sample.Line("0 peers");
        await sample.Interrupt();
        Assert.Equal(0, await sample.Exit());
        Assert.Empty(sample.Errors);
    }

    [Fact]
    public async Task Where_no_node_is_it_says_so_in_one_line()
    {
        await using var sample = ChildProcess.Start(
            "sample/BloomCoin.Client.Sample", ["--Bloom:Client:Gateways:0=127.0.0.1:1", "--Bloom:Client:ConnectTimeout=00:00:01"]);
        Assert.Equal(2, await sample.Exit());
        Assert.Equal("no node answered at 127.0.0.1:1 within 1 s", Assert.Single(sample.Errors));
    }

    /// <summary>The number behind "height".</summary>
    private static int HeightOf(string line) => int.Parse(
        line[(line.IndexOf("height ", StringComparison.Ordinal) + "height ".Length)..].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
}
