using System.Text.Json;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Cli.Facts;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client.Facts;
using Spectre.Console;

namespace BloomCoin.Cli.Tests.Peers;

public sealed class PeersCommandTests : IDisposable
{
    private static readonly PeerView
        Near = new("203.0.113.5:8333", true, "/bloom:1/", 1, 7, 2500, 0.91234f, TimeSpan.FromMilliseconds(12.34), 1_234_567, 890, TimeSpan.FromHours(2.5), "one", 1.256),
        Far = new("[2001:db8::1]:51234", false, "/other  node\u001b/", 1, 1, 7, null, null, 0, 999, TimeSpan.FromSeconds(5), "two", 1);

    private readonly FakeNode _node = new(TestChain.Build(1));
    private readonly TestApp _app;

    public PeersCommandTests()
    {
        _app = new(_node);
        _node.Peers.AddRange([Near, Far]);
    }

    public void Dispose() => _app.Dispose();

    [Fact]   // a peer chooses its agent: it forges no column, and moves no cursor
    public async Task Without_a_terminal_each_peer_is_a_line_with_two_blanks_between_columns()
    {
        Assert.Equal(0, await _app.Run("peers"));
        Assert.Equal(
            """
            address              direction  agent          height  coherence  score  ping     bytes in/out  age  gateway
            [2001:db8::1]:51234  inbound    /other node /  7       -          1.00   -        0 B/999 B     5 s  two
            203.0.113.5:8333     outbound   /bloom:1/      2500    0.9123     1.26   12.3 ms  1.2 MB/890 B  2 h  one
            2 of 2 peers

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Fact]
    public async Task A_list_is_as_long_as_asked_and_says_what_is_missing()
    {
        _node.SilentGateways = 1;
        Assert.Equal(0, await _app.Run("peers", "--count", "1", "--sort", "height", "--descending"));
        var lines = _app.Output.Split(Environment.NewLine);
        Assert.StartsWith("203.0.113.5:8333 ", lines[1], StringComparison.Ordinal);
        Assert.Equal(["1 of 2 peers", "1 gateway did not answer", ""], lines[2..]);
    }

    [Fact]
    public async Task Nobody_is_no_table()
    {
        _node.Peers.Clear();
        _node.SilentGateways = 2;
        Assert.Equal(0, await _app.Run("peers"));
        Assert.Equal(["0 of 0 peers", "2 gateways did not answer", ""], _app.Output.Split(Environment.NewLine));
    }

    [Fact]
    public async Task Json_has_seconds_and_bytes_and_leaves_out_what_is_not_known()
    {
        Assert.Equal(0, await _app.Run("peers", "--sort", "coherence", "--json"));
        var json = JsonDocument.Parse(_app.Output).RootElement;
        Assert.Equal(["total", "silent_gateways", "peers"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            """
            {"address":"203.0.113.5:8333","direction":"outbound","agent":"/bloom:1/","version":1,"services":7,"height":2500,
            "coherence":0.91234,"score":1.256,"ping":0.01234,"bytes_received":1234567,"bytes_sent":890,"age":9000,"gateway":"one"}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(json.GetProperty("peers")[0]));
        var far = json.GetProperty("peers")[1];
        Assert.False(far.TryGetProperty("coherence", out _) || far.TryGetProperty("ping", out _));
    }

    public static TheoryData<string, PeerOrder> Orders => new(Enum.GetValues<PeerOrder>().Select(order => (order.ToString(), order)));

    [Theory, MemberData(nameof(Orders))]
    public async Task Every_order_has_its_name_in_the_help(string name, PeerOrder order)
    {
        var typed = new string([.. name.Select(char.ToLowerInvariant)]);
        Assert.Equal(0, await _app.Run("peers", "--sort", typed));
        Assert.Equal(order, _node.AskedOrder);
        await _app.Run("peers", "--help");
        Assert.Contains(typed, _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_youngest_come_first_where_no_order_is_named()
    {
        await _app.Run("peers");
        Assert.Equal(PeerOrder.Age, _node.AskedOrder);
    }

    [Theory, InlineData("0"), InlineData("1001")]
    public async Task A_count_out_of_range_exits_2_with_the_range(string count)
    {
        Assert.Equal(2, await _app.Run("peers", "--count", count));
        Assert.Equal($"bloom: {count} is no whole number from 1 to 1000 (see bloom --help){Environment.NewLine}", _app.Error);
    }

    [Fact]
    public void On_a_terminal_it_is_a_table()
    {
        var (screen, lines) = Show(width: 160);
        Assert.Equal($"2 of 2 peers{Environment.NewLine}", lines);
        Assert.All(
            ["address", "203.0.113.5:8333", "1.2 MB/890 B", "[2001:db8::1]:51234", "[red]loud[/]"],
            cell => Assert.Contains(cell, screen, StringComparison.Ordinal));
    }

    [Fact]   // a table of ten columns in 80 characters is read by nobody
    public void On_a_terminal_that_is_too_narrow_for_the_table_each_peer_is_a_line()
    {
        var (screen, lines) = Show(width: 80);
        Assert.Empty(screen);
        Assert.StartsWith("address              direction  agent ", lines, StringComparison.Ordinal);
    }

    private static (string Screen, string Lines) Show(int width)
    {
        using var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(screen),
        });
        console.Profile.Width = width;
        using var lines = new StringWriter();
        PeersFacts.Of(new PeerList([Near, Far with { UserAgent = "[red]loud[/]" }], 2, 0)).WriteTo(new FactSheet(lines, console));
        return (screen.ToString(), lines.ToString());
    }

    [Theory]
    [InlineData(0, "0 B"), InlineData(999, "999 B"), InlineData(1000, "1.0 kB"), InlineData(999_949, "999.9 kB"), InlineData(999_950, "1.0 MB")]
    [InlineData(20_300_000, "20.3 MB"), InlineData(long.MaxValue, "9.2 EB")]
    public void Bytes_are_shown_in_their_largest_unit(long bytes, string text) => Assert.Equal(text, ByteCount.Format(bytes));

    [Fact]
    public void A_cell_that_is_too_wide_is_cut_unless_it_is_the_last()
    {
        var table = new FactTable("agent", "reason");
        table.Add(new string('a', 300), new string('b', 200));
        using var lines = new StringWriter();
        new FactSheet(lines).Add(table);
        Assert.Equal($"{new string('a', 45)}...  {new string('b', 200)}", lines.ToString().Split(Environment.NewLine)[1]);
    }
}
