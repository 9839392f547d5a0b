using BloomCoin.Web.Live;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Web.Tests;

public sealed class LiveFeedTests : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250), Long = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly SilentNode _node = SilentNode.Make();
    private readonly LiveFeed _feed;

    public LiveFeedTests() => _feed = new LiveFeed(_node.Client, _time, Options.Create(new JsonOptions()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_node_is_asked_nothing_while_nobody_watches()
    {
        await _feed.StartAsync(Cancellation);
        _time.Advance(Long);
        Assert.Equal(0, _node.Calls);

        Assert.True(_feed.TryEnter());
        await using var frames = _feed.Watch(Cancellation).GetAsyncEnumerator(Cancellation);
        await NextFailure(frames);
        Assert.True(_node.Calls > 0);

        _feed.Leave();
        var asked = _node.Calls;
        _time.Advance(Long);
        Assert.Equal(asked, _node.Calls);
    }

    [Fact]
    public async Task A_node_that_fails_is_called_lost_and_asked_again()
    {
        await _feed.StartAsync(Cancellation);
        Assert.True(_feed.TryEnter());
        await using var frames = _feed.Watch(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Contains("the node is silent", (await NextFailure(frames)).Lost, StringComparison.Ordinal);
        var asked = _node.Calls;
        var next = NextFailure(frames);
        while (!next.IsCompleted)
        {
            _time.Advance(Beat);
            await Task.Yield();
        }

        await next;
        Assert.True(_node.Calls > asked);
    }

    [Fact]
    public async Task Who_comes_after_a_pause_is_not_shown_what_was_seen_before_it()
    {
        await _feed.StartAsync(Cancellation);
        Assert.True(_feed.TryEnter());
        await using (var frames = _feed.Watch(Cancellation).GetAsyncEnumerator(Cancellation)) await NextFailure(frames);
        _feed.Leave();

        Assert.True(_feed.TryEnter());
        await using var later = _feed.Watch(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await later.MoveNextAsync());
        Assert.Equal(new LiveFrame(null, null, null, null), later.Current);
    }

    [Fact]
    public void There_are_at_most_200_watchers()
    {
        for (var i = 0; i < LiveFeed.MaxWatchers; i++) Assert.True(_feed.TryEnter());
        Assert.False(_feed.TryEnter());
        _feed.Leave();
        Assert.True(_feed.TryEnter());
        Assert.False(_feed.TryEnter());
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.StopAsync(Cancellation);
        _feed.Dispose();
    }

    private static async Task<LiveFrame> NextFailure(IAsyncEnumerator<LiveFrame> frames)
    {
        while (await frames.MoveNextAsync())
        {
            if (frames.Current.Lost is not null) return frames.Current;
        }

        throw new InvalidOperationException("there are no more frames");
    }
}
