using System.Text.Json;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Cli.Facts;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class PhasesCommandTests : IDisposable
{
    private readonly FakeNode _node = new(TestChain.Build(4));
    private readonly TestApp _app;

    public PhasesCommandTests()
    {
        _app = new(_node);
        _node.Rounds[4] = new(
            new MergedPhases(4, 4, 0.9123f, FakeNode.Phases(16384)),
            1.5707963267948966,
            [
                new("miner:0", 0, 0.95f, 0.33333333, TimeSpan.FromSeconds(1.24)),
                new(null, 4ul << 32 | 0xCB00_0000, 0.9f, 0.25, TimeSpan.FromSeconds(12)),
                new(null, 6ul << 32 | 0x2001_0DB8, 0.875f, 0.25, TimeSpan.Zero),
                new(null, 0, 0.5f, 0.16666667, TimeSpan.FromSeconds(59.96)),
            ]);
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_working_height_is_shown_fact_by_fact()
    {
        Assert.Equal(0, await _app.Run("phases"));
        Assert.Equal(
            """
            height           4
            coherence        0.9123
            mean_phase       1.570796
            contributors     4
            contribution     miner:0 coherence 0.95 share 0.3333 age 1.2 s
            contribution     203.0.0.0/16 coherence 0.9 share 0.25 age 12 s
            contribution     2001:db8::/32 coherence 0.875 share 0.25 age 0 s
            contribution     loopback/own coherence 0.5 share 0.1667 age 60 s

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Fact]
    public async Task Phases_are_listed_in_radians_when_they_are_asked_for()
    {
        Assert.Equal(0, await _app.Run("phases", "4", "--phases"));
        var phases = _app.Output.Split(Environment.NewLine).Where(line => line.StartsWith("phase ", StringComparison.Ordinal)).ToList();
        Assert.Equal(63, phases.Count);
        Assert.Equal("phase            0 0.809942", phases[0]);   // 2 pi (16384 - 31 * 256) / 65536
        Assert.Equal("phase            31 1.570796", phases[31]);
    }

    [Fact]
    public async Task Json_has_the_phases_always()
    {
        Assert.Equal(0, await _app.Run("phases", "--json"));
        var json = JsonDocument.Parse(_app.Output).RootElement;
        Assert.Equal(
            ["height", "coherence", "mean_phase", "contributors", "contributions", "phases"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal((63, 1.570796), (json.GetProperty("phases").GetArrayLength(), json.GetProperty("phases")[31].GetDouble()));
        Assert.Equal(
            """{"origin":"203.0.0.0/16","coherence":0.9,"share":0.25,"age":12}""",
            JsonSerializer.Serialize(json.GetProperty("contributions")[1]));
    }

    [Theory, InlineData(5), InlineData(90_000)]
    public async Task A_height_for_which_nothing_is_held_exits_1_in_one_line(int height)
    {
        Assert.Equal(1, await _app.Run("phases", $"{height}"));
        Assert.Equal($"bloom: no phases for height {height}: the node holds none; its tip is at height 3{Environment.NewLine}", _app.Error);
        Assert.Empty(_app.Output);
    }

    [Fact]
    public async Task Without_a_height_the_line_names_the_one_that_was_meant()
    {
        _node.Rounds.Clear();
        Assert.Equal(1, await _app.Run("phases"));
        Assert.StartsWith("bloom: no phases for height 4:", _app.Error, StringComparison.Ordinal);
    }

    // IPv4: 4 << 32 | 16 bits << 16. IPv6: 6 << 32 | 32 bits. What a later gateway may tag otherwise is shown as it is.
    [Theory]
    [InlineData(0, "loopback/own")]
    [InlineData(0x4_CB00_0000, "203.0.0.0/16")]
    [InlineData(0x4_0000_0000, "0.0.0.0/16")]
    [InlineData(0x4_FFFF_0000, "255.255.0.0/16")]
    [InlineData(0x6_2001_0DB8, "2001:db8::/32")]
    [InlineData(0x6_FFFF_FFFF, "ffff:ffff::/32")]
    [InlineData(0x6_0000_0000, "::/32")]
    [InlineData(0x4_CB00_0001, "0x4cb000001")]
    [InlineData(0x5_0000_0000, "0x500000000")]
    [InlineData(7, "0x7")]
    public void A_network_key_reads_as_its_prefix(ulong key, string prefix) => Assert.Equal(prefix, NetworkPrefix.Format(key));
}
