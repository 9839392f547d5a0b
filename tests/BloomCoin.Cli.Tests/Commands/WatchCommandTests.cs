using System.Text.Json;
using BloomCoin.Chain;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Commands;

/// <summary>bloom watch where the output is no terminal: one line a second.</summary>
public sealed class WatchCommandTests : IDisposable
{
    private static readonly Block[] Chain = TestBlocks.Chain(6);
    private static readonly string Third = Chain[3].Hash.ToString()[..12], Fourth = Chain[4].Hash.ToString()[..12];
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeNode _node = new([.. Chain.Take(4).Select(block => block.Bytes.ToArray())]);
    private readonly TestApp _app;

    public WatchCommandTests()
    {
        _app = new(_node);
        _node.Sync = new(false, null, 3, 3, 5);
        _node.Rounds[4] = new(new(4, 2, 0.5f, FakeNode.Phases(0)), 0, []);
        _node.Rounds[5] = new(new(5, 3, 0.91234f, FakeNode.Phases(0)), 0, []);
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_pipe_gets_a_line_a_second_until_the_time_is_over()
    {
        var watch = _app.Run("watch", "--for", "4s");
        await SecondAfter(line: 1, () => _node.Add(Chain[4].Bytes.ToArray()));
        await SecondAfter(line: 2, _node.Rounds.Clear);
        await SecondAfter(line: 3);
        await SecondAfter(line: 4);
        Assert.Equal(0, await watch);
        Assert.Equal(
            $"""
            2025-01-01T00:04:00Z tip 3 {Third} coherence 0.5000 contributors 2 peers 5
            2025-01-01T00:04:01Z tip 4 {Fourth} coherence 0.9123 contributors 3 peers 5
            2025-01-01T00:04:02Z tip 4 {Fourth} coherence - contributors 0 peers 5
            2025-01-01T00:04:03Z tip 4 {Fourth} coherence - contributors 0 peers 5

            """.ReplaceLineEndings(),
            _app.Output);
        Assert.Empty(_app.Error);
    }

    [Fact]
    public async Task Json_is_one_object_a_line()
    {
        _node.Miners[2] = new(true, 4, 1, 321, 0.75, 1.25, FakeNode.Phases(0), 6, 9);
        var watch = _app.Run("watch", "--json", "--for", "2s");
        await SecondAfter(line: 1);
        await SecondAfter(line: 2);
        Assert.Equal(0, await watch);
        var lines = _app.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(
            $$"""
            {"time":"2025-01-01T00:04:01Z","network":"testnet","height":3,"hash":"{{Chain[3].Hash}}","tip_age":61,
            "syncing":false,"header_height":3,"peers":5,"working_height":4,"coherence":0.5,"mean_phase":0,"contributors":2,
            "miners":[{"name":"miner:2","height":4,"attempt":1,"round":321,"coherence":0.75,"mean_phase":1.25,"blocks":6,"merges":9}]}
            """.ReplaceLineEndings(""),
            lines[1]);
    }

    [Fact]
    public async Task A_node_that_is_lost_is_named_so_until_it_is_back()
    {
        var watch = _app.Run("watch", "--for", "3s");
        await SecondAfter(line: 1, () => _node.Failures.Enqueue(new InvalidOperationException("the store\nis lost")));
        await SecondAfter(line: 2);
        await SecondAfter(line: 3);
        Assert.Equal(0, await watch);
        Assert.Equal(
            $"""
            2025-01-01T00:04:00Z tip 3 {Third} coherence 0.5000 contributors 2 peers 5
            2025-01-01T00:04:01Z lost: no answer for 1 s, trying on: the store is lost
            2025-01-01T00:04:02Z tip 3 {Third} coherence 0.5000 contributors 2 peers 5

            """.ReplaceLineEndings(),
            _app.Output);
    }

    // At 1 s the question is asked that finds no answer; until it is 3 s old, the last answer stands.
    [Fact]
    public async Task A_silent_node_is_lost_after_three_seconds_and_one_that_stays_lost_exits_2()
    {
        var watch = _app.Run("watch", "--json", "--for", "5s");
        await SecondAfter(line: 1, () => _node.Silence = new TaskCompletionSource().Task);
        _app.Time.Advance(Second);
        for (var line = 2; line <= 4; line++) await SecondAfter(line);
        Assert.Equal(2, await watch);
        var lines = _app.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.Equal("""{"time":"2025-01-01T00:04:03Z","lost":"no answer for 3 s, trying on"}""", lines[2]);
        Assert.Equal($"bloom: the node is lost: no answer for 5 s, trying on{Environment.NewLine}", _app.Error);
    }

    [Fact]
    public async Task Ctrl_C_exits_130_also_while_the_node_is_silent()
    {
        using var stop = new CancellationTokenSource();
        var watch = _app.Run(stop.Token, "watch");
        await SecondAfter(line: 1, () => _node.Silence = new TaskCompletionSource().Task);
        await stop.CancelAsync();
        Assert.Equal(130, await watch);
        Assert.Equal($"bloom: stopped{Environment.NewLine}", _app.Error);
    }

    [Fact]
    public async Task A_call_of_the_watch_is_given_up_sooner_than_a_transfer()
    {
        var watch = _app.Run("watch", "--for", "1s", "--node", "a:1");
        await SecondAfter(line: 1);
        Assert.Equal(0, await watch);
        Assert.Equal(("00:00:05", "a:1"), (_app.Configuration!["Bloom:Client:ResponseTimeout"], _app.Configuration["Bloom:Client:Gateways:0"]));
        await _app.Run("tip");
        Assert.Null(_app.Configuration["Bloom:Client:ResponseTimeout"]);
    }

    /// <summary>Once a line is there, changes the node, and lets a second pass.</summary>
    private async Task SecondAfter(int line, Action? change = null)
    {
        await _app.WaitForLines(line);
        change?.Invoke();
        _app.Time.Advance(Second);
    }
}
