using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Tests.Addresses;

public sealed class AddressTableTests
{
    private readonly Book _book = new();

    [Fact]   // p2p-anchors, scenario 22
    public void What_one_network_tells_never_takes_more_than_64_buckets()
    {
        for (var index = 0; index < 50_000; index++) _book.Add(Book.Numbered(index), Book.Stranger + (UInt128)(index % 256));

        Assert.InRange(_book.Table.NewCount, 3000, AddressPlacement.NewBucketsPerSource * AddressPlacement.BucketSize);
        var placement = new AddressPlacement(Book.Secret);
        var buckets = _book.Table.All.Select(one => placement.OfNew(one.Address, one.Source) / AddressPlacement.BucketSize).Distinct();
        Assert.InRange(buckets.Count(), 1, AddressPlacement.NewBucketsPerSource);
    }

    [Fact]
    public void A_flood_of_one_network_pushes_out_nothing_that_others_told()
    {
        var told = Enumerable.Range(0, 200).Where(index => _book.Add(Book.Numbered(index), Book.Numbered(index + 1000).Address)).Select(Book.Numbered).ToList();
        for (var index = 2000; index < 30_000; index++) _book.Add(Book.Numbered(index));
        Assert.All(told, address => Assert.NotNull(_book.Table.Find(address)));
    }

    [Fact]
    public void An_address_has_one_entry_however_many_tell_of_it()
    {
        Assert.True(_book.Add("8.1.1.1:8333"));
        Assert.False(_book.Add("8.1.1.1:8333", Book.At("7.7.7.7:1").Address));
        Assert.True(_book.Add("8.1.1.1:8334"));
        Assert.Equal(2, _book.Table.Count);
    }

    [Theory, InlineData("127.0.0.1:8333"), InlineData("8.8.8.8:0"), InlineData("203.0.113.1:8333")]
    public void An_address_that_cannot_be_dialled_is_not_stored(string address) => Assert.False(_book.Add(address));

    [Fact]   // p2p-anchors, scenario 6
    public void An_address_of_this_node_is_forgotten_and_not_taken_again()
    {
        var own = Book.At("8.1.1.1:8333");
        _book.Add(own);
        _book.Table.MarkOwn(own);
        Assert.Null(_book.Table.Find(own));
        Assert.False(_book.Add(own));
        _book.Good(own);
        Assert.Equal(0, _book.Table.Count);
    }

    [Fact]
    public void Own_addresses_are_bounded()
    {
        for (var index = 0; index < 1000; index++) _book.Table.MarkOwn(Book.Numbered(index));
        Assert.True(_book.Add(Book.Numbered(0)));
        Assert.False(_book.Add(Book.Numbered(999)));
    }

    [Fact]
    public void A_third_party_is_believed_two_hours_less_than_it_claims_and_a_node_itself_fully()
    {
        _book.Add("8.1.1.1:8333");
        _book.Add("8.2.1.1:8333", Book.At("8.2.1.1:1").Address);
        Assert.Equal(_book.Now - 7200, Find("8.1.1.1:8333").LastSeen);
        Assert.Equal(_book.Now, Find("8.2.1.1:8333").LastSeen);
    }

    [Theory, InlineData(0), InlineData(1_000_000), InlineData(uint.MaxValue)]
    public void A_claim_that_cannot_be_true_is_taken_as_five_days_ago(long claimed)
    {
        _book.Add("8.1.1.1:8333", seen: claimed);
        Assert.Equal(_book.Now - (5 * 86_400) - 7200, Find("8.1.1.1:8333").LastSeen);
    }

    [Fact]
    public void What_was_not_seen_for_30_days_is_not_taken() =>
        Assert.False(_book.Add("8.1.1.1:8333", seen: _book.Now - (30 * 86_400)));

    [Fact]
    public void A_newer_claim_brings_an_address_forward_and_an_older_one_does_not_set_it_back()
    {
        _book.Add("8.1.1.1:8333", seen: _book.Now - 86_400);
        _book.Add("8.1.1.1:8333", seen: _book.Now - 1000);
        Assert.Equal(_book.Now - 8200, Find("8.1.1.1:8333").LastSeen);
        _book.Add("8.1.1.1:8333", seen: _book.Now - 86_400);
        Assert.Equal(_book.Now - 8200, Find("8.1.1.1:8333").LastSeen);
    }

    [Fact]
    public void An_address_that_answers_is_among_the_tried_and_one_unknown_until_then_too()
    {
        _book.Add("8.1.1.1:8333");
        _book.Good(Book.At("8.1.1.1:8333"));
        _book.Good(Book.At("8.2.1.1:8333"));
        Assert.Equal((0, 2), (_book.Table.NewCount, _book.Table.TriedCount));
        Assert.True(Find("8.1.1.1:8333").IsTried);
    }

    [Fact]   // GET_ADDR shows "last seen"
    public void A_peer_that_answers_now_does_not_look_fresher_than_one_that_was_heard_of()
    {
        _book.Add("8.1.1.1:8333", seen: _book.Now - 3600);
        _book.Good(Book.At("8.1.1.1:8333"));
        Assert.Equal(_book.Now - 3600 - 7200, Find("8.1.1.1:8333").LastSeen);
        _book.Time.Advance(TimeSpan.FromDays(2));
        _book.Good(Book.At("8.1.1.1:8333"));
        Assert.Equal(_book.Now, Find("8.1.1.1:8333").LastSeen);
    }

    [Fact]
    public void A_terrible_new_address_makes_room_and_another_does_not()
    {
        var placement = new AddressPlacement(Book.Secret);
        var places = Enumerable.Range(0, 10_000).Select(Book.Numbered).GroupBy(address => placement.OfNew(address, Book.Stranger)).First(group => group.Count() > 1).ToList();
        Assert.True(_book.Add(places[0]));
        Assert.False(_book.Add(places[1]));
        _book.Time.Advance(TimeSpan.FromDays(31));
        Assert.True(_book.Add(places[1]));
        Assert.Null(_book.Table.Find(places[0]));
    }

    [Fact]
    public void A_kept_table_comes_back_as_it_was()
    {
        for (var index = 0; index < 3000; index++) _book.Add(Book.Numbered(index), Book.Numbered(index * 7).Address);
        for (var index = 0; index < 500; index++) _book.Good(Book.Numbered(index), isHeld: index % 2 == 0);
        var rows = _book.Table.TakeChanges(int.MaxValue);
        Assert.False(_book.Table.HasChanges);

        var again = new AddressTable(Book.Secret, allowPrivate: false, _book.Time, new Random(2));
        again.Load(rows.Where(row => row.Known is not null).Select(row => Copy(row.Known!)));
        Assert.False(again.HasChanges);
        Assert.Equal((_book.Table.NewCount, _book.Table.TriedCount), (again.NewCount, again.TriedCount));
        Assert.Equal(_book.Table.Anchors(3), again.Anchors(3));
    }

    [Fact]
    public void Rows_that_no_longer_fit_are_left_out_and_named_for_removal()
    {
        var (first, second) = Book.SharingATriedPlace();
        _book.Table.Load([new KnownAddress(first, 1) { LastSeen = _book.Now }, Tried(first, second)]);
        Assert.Equal(1, _book.Table.Count);

        var again = new Book().Table;
        again.Load([Tried(Book.At("127.0.0.1:1"), first), Tried(first, second)]);
        Assert.Equal(1, again.Count);
        Assert.Equal([(Book.At("127.0.0.1:1"), null)], again.TakeChanges(10));
    }

    [Fact]
    public void A_change_that_could_not_be_kept_is_a_change_still()
    {
        _book.Add("8.1.1.1:8333");
        var taken = _book.Table.TakeChanges(10);
        _book.Table.ReturnChanges(taken.Select(change => change.Address));
        Assert.Equal(taken, _book.Table.TakeChanges(10));
    }

    private static KnownAddress Tried(NetworkAddress address, NetworkAddress source) => new(address, source.Address, isTried: true);

    private static KnownAddress Copy(KnownAddress one) => new(one.Address, one.Source, one.IsTried)
    {
        LastSeen = one.LastSeen,
        LastSuccess = one.LastSuccess,
        LastHeld = one.LastHeld,
    };

    private KnownAddress Find(string address) => _book.Table.Find(Book.At(address))!;
}
