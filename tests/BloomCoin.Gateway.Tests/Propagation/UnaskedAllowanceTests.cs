using BloomCoin.Gateway.Propagation;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Propagation;

/// <summary>wire-protocol 6, BLOCK unasked: 10 a minute and peer, dropped before they are buffered.</summary>
public sealed class UnaskedAllowanceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly UnaskedBlocks _gateway = new();

    [Fact]
    public void Ten_are_let_in_at_once_and_one_more_every_six_seconds()
    {
        var peer = new UnaskedAllowance(_gateway, _time);
        for (var i = 0; i < 10; i++) Assert.True(Arrives(peer, 1000));
        Assert.False(Arrives(peer, 1000));

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(Arrives(peer, 1000));
        Assert.False(Arrives(peer, 1000));
    }

    [Fact]
    public void A_frame_that_is_asked_about_again_counts_once()
    {
        var peer = new UnaskedAllowance(_gateway, _time);
        for (var piece = 0; piece < 1000; piece++) Assert.True(peer.Allows(1000));
        peer.Return();
        for (var i = 0; i < 9; i++) Assert.True(Arrives(peer, 1000));
        Assert.False(Arrives(peer, 1000));
    }

    [Fact]
    public void All_peers_together_have_room_for_64_MiB_and_give_back_what_they_took()
    {
        const int largest = 32 * 1024 * 1024;
        var peers = Enumerable.Range(0, 3).Select(_ => new UnaskedAllowance(_gateway, _time)).ToList();

        Assert.True(peers[0].Allows(largest));
        Assert.True(peers[1].Allows(largest));
        Assert.False(peers[2].Allows(1));

        peers[0].Return();
        peers[0].Return();   // again: there is nothing to give back
        Assert.True(peers[2].Allows(largest));
        Assert.False(peers[0].Allows(1));
    }

    private static bool Arrives(UnaskedAllowance peer, int length)
    {
        var taken = peer.Allows(length);
        peer.Return();
        return taken;
    }
}
