using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client;

namespace BloomCoin.Cli.Tests.Commands;

// The exit codes are a contract with scripts: 0 done, 1 refused, 2 unusable. Each failure is one line on stderr.
public sealed class CommandLineTests : IDisposable
{
    private static readonly byte[][] Chain = TestChain.Build(30);

    /// <summary>One input, one output.</summary>
    private const string HexOfATransaction =
        "01000000" + "01000000" + Zeros + "07000000" + Zeros + Zeros + "01000000" + "0500000000000000" + Zeros + "00000000";
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly FakeNode _node = new(Chain[..1]);
    private readonly TestApp _app;

    public CommandLineTests() => _app = new(_node);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Import_ends_with_a_count_and_the_tip()
    {
        Assert.Equal(0, await _app.Run("import", _app.FileWith(TestChain.File(Chain))));
        Assert.Equal($"imported 29 blocks, tip 29 {_node.Best[^1]}{Environment.NewLine}", _app.Output);
        Assert.Empty(_app.Error);
    }

    [Fact]
    public async Task Export_ends_with_a_count_and_an_import_takes_its_file()
    {
        using var full = new TestApp(new FakeNode(Chain));
        var path = full.PathOf("out.blocks");
        Assert.Equal(0, await full.Run("export", path));
        Assert.Equal($"exported 30 blocks{Environment.NewLine}", full.Output);
        Assert.Equal(0, await _app.Run("import", path));
        Assert.Equal(30, _node.Best.Count);
    }

    [Fact]
    public async Task A_bad_block_exits_1_with_its_height_and_rule()
    {
        Assert.Equal(1, await _app.Run("import", _app.FileWith([.. TestChain.File(Chain[..3]), 1, 2])));
        AssertOneLine("bloom: block 3 breaks rule 1: the file ends after 2 of the 4 bytes of its length; heights 0 to 2 are kept");
    }

    [Fact]
    public async Task An_export_over_something_else_exits_1_and_overwrite_writes_it_anew()
    {
        var path = _app.FileWith("something else"u8.ToArray());
        Assert.Equal(1, await _app.Run("export", path));
        Assert.Equal("something else", await File.ReadAllTextAsync(path));
        Assert.Equal(0, await _app.Run("export", "--overwrite", path));
        Assert.Equal(TestChain.File(Chain[..1]), await File.ReadAllBytesAsync(path));
    }

    [Theory]
    [InlineData]
    [InlineData("import")]
    [InlineData("export")]
    [InlineData("mine")]
    [InlineData("import", "a", "b")]
    [InlineData("tip", "3")]
    [InlineData("block")]
    [InlineData("header")]
    [InlineData("balance")]
    [InlineData("mempool", "x")]
    [InlineData("addresses", "x")]
    [InlineData("phases", "-1")]
    [InlineData("phases", "a")]
    [InlineData("phases", "1", "2")]
    [InlineData("watch", "x")]
    [InlineData("watch", "--for")]
    [InlineData("watch", "--for", "30")]
    [InlineData("watch", "--for", "0s")]
    [InlineData("watch", "--for", "s")]
    [InlineData("watch", "--for", "-1s")]
    [InlineData("watch", "--for", "721h")]
    [InlineData("watch", "--for", "99999999999h")]
    [InlineData("peers", "x")]
    [InlineData("peers", "--sort", "beauty")]
    [InlineData("peers", "--sort", "3")]
    [InlineData("connect")]
    [InlineData("disconnect")]
    [InlineData("bans", "x")]
    [InlineData("ban")]
    [InlineData("ban", "seed.example.org")]
    [InlineData("ban", "203.0.113.7", "--for", "31d")]
    [InlineData("ban", "203.0.113.7", "--reason", "")]
    [InlineData("unban")]
    [InlineData("keygen")]
    [InlineData("pay", "a", "b")]
    [InlineData("send")]
    [InlineData("send", "a", "b")]
    [InlineData("import", "a", "--overwrite")]
    [InlineData("import", "a", "--node", "nowhere")]
    [InlineData("--node", "host:70000", "export", "a")]
    public async Task A_wrong_command_line_exits_2_in_one_line(params string[] arguments)
    {
        Assert.Equal(2, await _app.Run(arguments));
        AssertOneLine();
    }

    [Fact]
    public async Task A_file_that_is_not_there_exits_2()
    {
        Assert.Equal(2, await _app.Run("import", _app.PathOf("none.blocks")));
        AssertOneLine($"bloom: cannot read {_app.PathOf("none.blocks")}: there is no such file or directory");
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_exits_2()
    {
        Assert.Equal(2, await _app.Run("export", _app.PathOf(".")));
        AssertOneLine($"bloom: cannot write {_app.PathOf(".")}: it is a directory");
    }

    [Fact]
    public async Task No_node_exits_2_and_leaves_no_empty_file()
    {
        using var alone = new TestApp(node: null);
        Assert.Equal(2, await alone.Run("export", alone.PathOf("out.blocks")));
        Assert.Equal($"bloom: no node answered at nowhere:1 within 10 s{Environment.NewLine}", alone.Error);
        Assert.False(File.Exists(alone.PathOf("out.blocks")));
    }

    [Fact]
    public async Task A_failure_of_the_node_exits_1_in_one_line_without_a_stack()
    {
        _node.Failures.Enqueue(new InvalidOperationException("the store\nis lost"));
        Assert.Equal(1, await _app.Run("import", _app.FileWith(TestChain.File(Chain))));
        AssertOneLine("bloom: failed: the store is lost");
    }

    [Fact]
    public async Task Nodes_named_on_the_command_line_reach_the_configuration_wherever_they_stand()
    {
        Assert.Equal(0, await _app.Run("--node", "a:1", "import", _app.FileWith(TestChain.File(Chain)), "--node", "[::1]:2"));
        var gateways = _app.Configuration!.GetSection($"{BloomClientOptions.Section}:Gateways").GetChildren().Select(g => g.Value);
        Assert.Equal(["a:1", "[::1]:2"], gateways);
    }

    public static TheoryData<string> Verbs =>
    [
        "tip", "block", "header", "balance", "mempool", "phases", "addresses", "watch", "peers", "connect", "disconnect", "bans", "ban", "unban",
        "keygen", "pay", "send", "import", "export",
    ];

    [Theory, MemberData(nameof(Verbs))]
    public async Task Help_exits_0_and_names_the_node_option_and_an_example(string verb)
    {
        Assert.Equal(0, await _app.Run(verb, "--help"));
        Assert.Contains("--node", _app.Output, StringComparison.Ordinal);
        Assert.Contains($"Example:{Environment.NewLine}  bloom {verb}", _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_lists_every_verb()
    {
        Assert.Equal(0, await _app.Run("--help"));
        Assert.All(Verbs, verb => Assert.Contains($"\n  {verb.Data} ", _app.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tip"), InlineData("block", "1"), InlineData("header", "1"), InlineData("mempool"), InlineData("send", HexOfATransaction)]
    [InlineData("phases"), InlineData("watch")]
    [InlineData("peers"), InlineData("bans"), InlineData("ban", "203.0.113.7"), InlineData("unban", "203.0.113.7")]
    [InlineData("connect", "203.0.113.7"), InlineData("disconnect", "203.0.113.7")]
    [InlineData("balance", "712c8d5eac95a29dcff0c000690d37ba7457f2e71b5e9f496a15131de618292b")]
    public async Task Where_no_node_answers_every_verb_exits_2_and_says_where_it_looked(params string[] arguments)
    {
        using var alone = new TestApp(node: null);
        Assert.Equal(2, await alone.Run(arguments));
        Assert.Equal($"bloom: no node answered at nowhere:1 within 10 s{Environment.NewLine}", alone.Error);
        Assert.Empty(alone.Output);
    }

    [Theory]
    [InlineData("tip"), InlineData("block", "0"), InlineData("header", "0"), InlineData("mempool"), InlineData("send", HexOfATransaction)]
    [InlineData("phases")]
    [InlineData("peers"), InlineData("bans"), InlineData("ban", "203.0.113.7"), InlineData("unban", "203.0.113.7")]
    [InlineData("connect", "203.0.113.7"), InlineData("disconnect", "203.0.113.7")]
    [InlineData("balance", "712c8d5eac95a29dcff0c000690d37ba7457f2e71b5e9f496a15131de618292b")]
    public async Task A_failure_of_the_node_ends_every_verb_in_one_line(params string[] arguments)
    {
        _node.Failures.Enqueue(new InvalidOperationException("the store\nis lost"));
        Assert.Equal(1, await _app.Run(arguments));
        AssertOneLine("bloom: failed: the store is lost");
    }

    [Fact]
    public async Task Help_lists_the_exit_codes()
    {
        await _app.Run("--help");
        Assert.All(["Exit codes:", "0    done", "1    refused", "2    a wrong command line", "130  stopped"],
            line => Assert.Contains(line, _app.Output, StringComparison.Ordinal));
    }

    private void AssertOneLine(string? line = null)
    {
        Assert.Equal(_app.Error.TrimEnd(), Assert.Single(_app.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)).TrimEnd());
        Assert.StartsWith("bloom: ", _app.Error, StringComparison.Ordinal);
        Assert.Equal(line ?? _app.Error.TrimEnd(), _app.Error.TrimEnd());
    }
}
