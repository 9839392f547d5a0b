using System.Threading.Channels;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Cli.Watch;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Cli.Tests.Watch;

public sealed class WatcherTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly FakeNode _node = new([.. TestBlocks.Chain(4).Select(block => block.Bytes.ToArray())]);
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<WatchState> _shown = Channel.CreateUnbounded<WatchState>();

    [Fact]
    public async Task Miners_that_do_not_mine_are_looked_for_once_in_ten_polls()
    {
        _node.Miners[1] = _node.Miners[6] = new(true, 4, 0, 1, 0.5, 0, FakeNode.Phases(0), 0, 0);
        var watch = Watch(Interval * 11);
        for (var poll = 0; poll < 11; poll++)
        {
            if (poll == 5) _node.Miners.Remove(6);
            var state = await _shown.Reader.ReadAsync();
            Assert.Equal(poll < 5 ? [1, 6] : [1], state.Node!.Miners.Select(miner => miner.Key));
            _time.Advance(Interval);
        }

        await watch;
        int[] all = [0, 1, 2, 3, 4, 5, 6, 7];
        Assert.Equal([.. all, 1, 6, 1, 6, 1, 6, 1, 6, 1, 6, 1, 1, 1, 1, .. all], _node.AskedMiners);
    }

    [Fact]
    public async Task A_tip_that_stays_is_looked_up_once()
    {
        var headers = 0;
        _node.BeforeHeaders = () => headers++;
        var watch = Watch(Interval * 3);
        for (var poll = 0; poll < 3; poll++)
        {
            var state = await _shown.Reader.ReadAsync();
            Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 3, 0, TimeSpan.Zero), state.Node!.TipTime);
            _time.Advance(Interval);
        }

        await watch;
        Assert.Equal(1, headers);
    }

    [Fact]
    public async Task The_watch_ends_at_its_limit_also_between_two_ticks()
    {
        var watch = Watch(Interval * 1.5);
        await _shown.Reader.ReadAsync();
        _time.Advance(Interval);
        await _shown.Reader.ReadAsync();
        _time.Advance(Interval / 2);
        Assert.Equal(3, (await watch).Node!.Tip.Height);
    }

    [Fact]
    public async Task A_slow_answer_is_shown_as_soon_as_it_is_there()
    {
        var answers = new TaskCompletionSource();
        _node.Silence = answers.Task;
        var watch = Watch(Interval * 2);
        _time.Advance(Interval);
        Assert.Null((await _shown.Reader.ReadAsync()).Node);
        answers.SetResult();
        Assert.NotNull((await _shown.Reader.ReadAsync()).Node);
        _time.Advance(Interval);
        await watch;
    }

    private Task<WatchState> Watch(TimeSpan limit) =>
        new Watcher(_node, _time, Interval).Run(state => Assert.True(_shown.Writer.TryWrite(state)), limit, CancellationToken.None);
}
