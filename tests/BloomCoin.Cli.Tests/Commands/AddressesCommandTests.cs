using System.Net;
using System.Text.Json;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Commands;

[Collection(TestSilo.Alone)]
public sealed class AddressesCommandTests : IDisposable
{
    private static readonly DateTimeOffset Seen = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000);

    private static readonly AddressView
        Tried = new(IPEndPoint.Parse("8.1.1.1:8333"), IPAddress.Parse("9.9.9.9"), 7, true, Seen, Seen, Seen.AddSeconds(1), 0),
        New = new(IPEndPoint.Parse("[2a00::1]:8333"), IPAddress.Parse("9.9.9.9"), 1, false, Seen, null, null, 2);

    private readonly FakeNode _node = new([TestBlocks.Genesis.Bytes.ToArray()]);
    private readonly TestApp _app;

    public AddressesCommandTests()
    {
        _app = new(_node);
        _node.Addresses.AddRange([Tried, New]);
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task What_is_known_is_counted_and_listed()
    {
        Assert.Equal(0, await _app.Run("addresses"));
        Assert.Equal(
            """
            tried            1
            new              1
            terrible         1
            address          8.1.1.1:8333 answered 2023-11-14T22:13:21Z, seen 2023-11-14T22:13:20Z, 0 failures, told by 9.9.9.9
            address          [2a00::1]:8333 never answered, seen 2023-11-14T22:13:20Z, 2 failures, told by 9.9.9.9

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Fact]
    public async Task A_page_is_as_long_as_asked_and_begins_where_asked()
    {
        await _app.Run("addresses", "--skip", "1", "--count", "1", "--json");
        var json = JsonDocument.Parse(_app.Output).RootElement;
        var address = Assert.Single(json.GetProperty("addresses").EnumerateArray());
        Assert.Equal(("[2a00::1]:8333", false), (address.GetProperty("address").GetString(), address.GetProperty("tried").GetBoolean()));
        Assert.False(address.TryGetProperty("last_success", out _));
    }

    [Theory, InlineData("0"), InlineData("1001")]
    public async Task A_count_out_of_range_exits_2_with_the_range(string count)
    {
        Assert.Equal(2, await _app.Run("addresses", "--count", count));
        Assert.Equal($"bloom: {count} is no whole number from 1 to 1000 (see bloom --help){Environment.NewLine}", _app.Error);
    }

    [Fact]
    public async Task A_page_comes_from_a_silo_as_its_book_has_it()
    {
        await using var silo = await TestSilo.Start(_node);
        await using var connection = await silo.Connect();
        var page = await connection.Node.Addresses.List(0, 10, default);
        Assert.Equal([Tried, New], page.Addresses);
        Assert.Equal(new AddressStatistics(1, 1, 1), page.Book);
    }
}
