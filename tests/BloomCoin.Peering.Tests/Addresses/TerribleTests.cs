using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Tests.Addresses;

public sealed class TerribleTests
{
    private const long Now = 1_800_000_000, Day = 86_400;

    [Theory]
    [InlineData(Now, 0, 0, false)]
    [InlineData(Now - (30 * Day), 0, 0, false)]
    [InlineData(Now - (30 * Day) - 1, 0, 0, true)]
    [InlineData(Now + 600, 0, 0, false)]
    [InlineData(Now + 601, 0, 0, true)]
    [InlineData(Now, 2, 0, false)]
    [InlineData(Now, 3, 0, true)]
    [InlineData(Now, 9, Now - (8 * Day), false)]
    [InlineData(Now, 10, Now - (8 * Day), true)]
    [InlineData(Now, 10, Now - (6 * Day), false)]
    public void An_address_is_terrible_by_its_age_its_future_or_its_failures(long seen, int failures, long success, bool isTerrible)
    {
        var address = new KnownAddress(Book.Numbered(1), 0) { LastSeen = seen, Failures = failures, LastSuccess = success };
        Assert.Equal(isTerrible, address.IsTerrible(Now));
        address.LastTry = Now - 30;
        Assert.False(address.IsTerrible(Now));   // it is being dialled
    }

    [Fact]   // bitcoin #9213: a slow link of one's own must not condemn peer after peer
    public void A_failure_counts_once_until_some_peer_answers_again()
    {
        var book = new Book();
        book.Add("8.1.1.1:8333");
        book.Add("8.2.1.1:8333");
        var address = book.Table.Find(Book.At("8.1.1.1:8333"))!;
        for (var attempt = 0; attempt < 5; attempt++) Fail(book, address.Address);
        Assert.Equal(1, address.Failures);

        book.Good(Book.At("8.2.1.1:8333"));
        Fail(book, address.Address);
        Assert.Equal(2, address.Failures);
        book.Good(address.Address);
        Assert.Equal(0, address.Failures);
    }

    private static void Fail(Book book, NetworkAddress address)
    {
        book.Time.Advance(TimeSpan.FromMinutes(1));
        book.Table.Failed(address);
    }
}
