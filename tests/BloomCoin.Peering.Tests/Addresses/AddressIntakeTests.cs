using BloomCoin.Peering.Addresses;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Addresses;

/// <summary>p2p-anchors: 0.1 addresses a second, 1000 saved up, 1000 more for a GET_ADDR of ours.</summary>
public sealed class AddressIntakeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AddressIntake _intake;

    public AddressIntakeTests() => _intake = new AddressIntake(_time);

    [Fact]
    public void A_connection_begins_with_one_address()
    {
        Assert.Equal(1, _intake.Take(1000));
        Assert.Equal(0, _intake.Take(1000));
    }

    [Fact]
    public void One_more_is_taken_every_ten_seconds()
    {
        _intake.Take(1);
        _time.Advance(TimeSpan.FromSeconds(9.5));
        Assert.Equal(0, _intake.Take(5));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(1, _intake.Take(5));
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(10, _intake.Take(1000));
    }

    [Fact]
    public void No_more_than_1000_are_saved_up()
    {
        _time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1000, _intake.Take(5000));
        Assert.Equal(0, _intake.Take(5000));
    }

    [Fact]
    public void The_answer_to_a_question_of_ours_is_taken_whole_and_once()
    {
        _intake.Asked();
        Assert.Equal(1000, _intake.Take(1000));
        Assert.Equal(1, _intake.Take(1000));
        Assert.Equal(0, _intake.Take(1000));
    }

    [Fact]
    public void What_an_answer_leaves_over_the_1000_is_kept_and_not_added_to()
    {
        _time.Advance(TimeSpan.FromDays(1));
        _intake.Take(0);
        _intake.Asked();
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2000, _intake.Take(5000));
    }
}
