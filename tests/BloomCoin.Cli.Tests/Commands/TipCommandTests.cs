using System.Text.Json;
using BloomCoin.Chain;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class TipCommandTests : IDisposable
{
    private static readonly Block[] Chain = TestBlocks.Chain(4);

    private readonly FakeNode _node = new([.. Chain.Select(block => block.Bytes.ToArray())]);
    private readonly TestApp _app;

    public TipCommandTests() => _app = new(_node);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_tip_is_shown_fact_by_fact()
    {
        Assert.Equal(0, await _app.Run("tip"));
        Assert.Equal(
            $"""
            height           3
            hash             {Chain[3].Hash}
            time             2025-01-01T00:03:00Z
            work             4
            network          testnet

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Fact]
    public async Task The_supply_is_counted_when_it_is_asked_for()
    {
        _node.Own(TestBlocks.Alice, 1);
        _node.Own(TestBlocks.Bob, 685_410_196);
        Assert.Equal(0, await _app.Run("tip", "--supply"));
        Assert.Equal(("3", "2", "6.85410197 BLOOM"), (_app.Fact("supply_height"), _app.Fact("unspent"), _app.Fact("supply")));
    }

    [Fact]
    public async Task Json_leaves_out_what_was_not_asked_for()
    {
        await _app.Run("tip", "--json");
        var json = JsonDocument.Parse(_app.Output).RootElement;
        Assert.Equal(["height", "hash", "time", "work", "network"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(3, json.GetProperty("height").GetInt32());
    }

    [Fact]
    public async Task A_chain_that_grows_between_two_questions_still_shows_one_tip()
    {
        _node.BeforeHeaders = () =>   // the tip that was told is now on a side branch
        {
            _node.BeforeHeaders = null;
            var other = TestBlocks.On(Chain[2], 77);
            _node.Add(other.Bytes.ToArray());
            _node.Add(TestBlocks.On(other, 78).Bytes.ToArray());
        };
        Assert.Equal(0, await _app.Run("tip"));
        Assert.Equal((Chain[3].Hash.ToString(), "2025-01-01T00:03:00Z"), (_app.Fact("hash"), _app.Fact("time")));
    }
}
