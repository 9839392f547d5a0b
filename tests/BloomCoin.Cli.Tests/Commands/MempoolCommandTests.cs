using System.Text.Json;
using BloomCoin.Chain;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class MempoolCommandTests : IDisposable
{
    private static readonly Transaction First = TestBlocks.Spend(TestBlocks.Somewhere(1), 5, TestBlocks.Alice);
    private static readonly Transaction Second = TestBlocks.Spend(new OutPoint(First.Id, 0), 4, TestBlocks.Bob);

    private readonly FakeNode _node = new([TestBlocks.Genesis.Bytes.ToArray()]);
    private readonly TestApp _app;

    public MempoolCommandTests()
    {
        _app = new(_node);
        _node.Waiting.AddRange([First, Second]);
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task What_waits_is_counted_and_listed_with_what_it_depends_on()
    {
        Assert.Equal(0, await _app.Run("mempool"));
        Assert.Equal(
            $"""
            count            2
            bytes            312
            max_bytes        300000000
            transaction      {First.Id} 2.000 units/byte, 156 bytes, fee 312 units, 2023-11-14T22:13:20Z, sent here
            transaction      {Second.Id} 2.000 units/byte, 156 bytes, fee 312 units, 2023-11-14T22:13:21Z
              depends_on     {First.Id}

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Fact]
    public async Task The_list_is_as_long_as_asked_and_the_count_is_of_all()
    {
        await _app.Run("mempool", "--count", "1", "--json");
        var json = JsonDocument.Parse(_app.Output).RootElement;
        Assert.Equal((2, 1), (json.GetProperty("count").GetInt32(), json.GetProperty("transactions").GetArrayLength()));
        Assert.Equal(312, json.GetProperty("transactions")[0].GetProperty("fee").GetInt64());
    }

    [Theory, InlineData("0"), InlineData("1001"), InlineData("many")]
    public async Task A_count_out_of_range_exits_2_with_the_range(string count)
    {
        Assert.Equal(2, await _app.Run("mempool", "--count", count));
        Assert.Equal($"bloom: {count} is no whole number from 1 to 1000 (see bloom --help){Environment.NewLine}", _app.Error);
    }
}
