using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Tests.Addresses;

/// <summary>A place among the tried stays with who has it until a test has shown that it is gone.</summary>
public sealed class TestBeforeEvictTests
{
    private readonly Book _book = new();
    private readonly NetworkAddress _holder, _waiting;

    public TestBeforeEvictTests()
    {
        (_holder, _waiting) = Book.SharingATriedPlace();
        _book.Good(_holder);
        _book.Time.Advance(TimeSpan.FromHours(1));
        _book.Add(_waiting);
        _book.Good(_waiting);
    }

    [Fact]
    public void The_one_that_waits_is_among_the_new_and_the_holder_is_tested_first()
    {
        Assert.True(_book.Table.Find(_holder)!.IsTried);
        Assert.False(_book.Table.Find(_waiting)!.IsTried);
        Assert.Equal(_holder, _book.Table.SelectForTest(_ => 1));
    }

    [Fact]
    public void A_holder_that_answers_stays()
    {
        _book.Good(_holder);
        Assert.True(_book.Table.Find(_holder)!.IsTried);
        Assert.NotEqual(_holder, _book.Table.SelectForTest(_ => 1));
    }

    [Fact]
    public void A_holder_that_does_not_answer_changes_places_with_the_one_that_waits()
    {
        _book.Table.Failed(_holder);
        Assert.False(_book.Table.Find(_holder)!.IsTried);
        Assert.True(_book.Table.Find(_waiting)!.IsTried);
        Assert.Equal((1, 1), (_book.Table.NewCount, _book.Table.TriedCount));
    }

    [Fact]
    public void A_test_that_nobody_made_is_forgotten_and_the_holder_stays()
    {
        _book.Time.Advance(AddressTable.TestWindow + TimeSpan.FromMinutes(1));
        Assert.Equal(_waiting, _book.Table.SelectForTest(_ => 1));
        _book.Table.Failed(_holder);
        Assert.True(_book.Table.Find(_holder)!.IsTried);
    }

    [Fact]
    public void A_holder_that_must_not_be_dialled_is_not_tested() =>
        Assert.Equal(_waiting, _book.Table.SelectForTest(address => address == _holder ? 0 : 1));
}
