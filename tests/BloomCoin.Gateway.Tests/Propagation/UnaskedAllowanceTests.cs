using BloomCoin.Gateway.Tests.Scripted;

namespace BloomCoin.Gateway.Tests.Propagation;

/// <summary>wire-protocol 6, BLOCK unasked: 10 a minute and peer, dropped before they are buffered.</summary>
public sealed class UnaskedAllowanceTests : IDisposable
{
    private readonly SessionContext _gateway = new();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task Ten_are_let_in_at_once_and_one_more_every_six_seconds()
    {
        await using var peer = await SessionPair.Establish(_gateway);
        for (var i = 0; i < 10; i++) Assert.True(Arrives(peer, 1000));
        Assert.False(Arrives(peer, 1000));

        _gateway.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(Arrives(peer, 1000));
        Assert.False(Arrives(peer, 1000));
    }

    [Fact]
    public async Task A_frame_that_is_asked_about_again_counts_once()
    {
        await using var peer = await SessionPair.Establish(_gateway);
        for (var piece = 0; piece < 1000; piece++) Assert.True(peer.Session.Unasked.Allows(1000));
        peer.Session.Unasked.Return();
        for (var i = 0; i < 9; i++) Assert.True(Arrives(peer, 1000));
        Assert.False(Arrives(peer, 1000));
    }

    [Fact]
    public async Task All_peers_together_have_room_for_64_MiB_and_give_back_what_they_took()
    {
        const int largest = 32 * 1024 * 1024;
        await using var first = await SessionPair.Establish(_gateway);
        await using var second = await SessionPair.Establish(_gateway);
        await using var third = await SessionPair.Establish(_gateway);

        Assert.True(first.Session.Unasked.Allows(largest));
        Assert.True(second.Session.Unasked.Allows(largest));
        Assert.False(third.Session.Unasked.Allows(1));

        first.Session.Unasked.Return();
        first.Session.Unasked.Return();   // again: there is nothing to give back
        Assert.True(third.Session.Unasked.Allows(largest));
        Assert.False(first.Session.Unasked.Allows(1));
    }

    private static bool Arrives(SessionPair peer, int length)
    {
        var taken = peer.Session.Unasked.Allows(length);
        peer.Session.Unasked.Return();
        return taken;
    }
}
