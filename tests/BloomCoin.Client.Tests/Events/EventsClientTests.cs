using BloomCoin.Abstractions.Events;
using BloomCoin.Client.Connection;
using BloomCoin.Client.Parts;
using BloomCoin.Client.Tests.Connection;
using Orleans.Runtime;
using Polly;

namespace BloomCoin.Client.Tests.Events;

public sealed class EventsClientTests
{
    private static readonly Guid Epoch = Guid.NewGuid();

    private readonly PauseSkippingTime _time = new(TimeSpan.FromSeconds(10));
    private readonly ScriptedLog _log = new();

    [Fact]
    public async Task Events_of_all_pages_come_in_order_and_the_next_page_begins_where_the_last_ended()
    {
        _log.Answers(() => Page(2, "a", "b"), () => Page(2), () => Page(3, "c"));
        Assert.Equal(["a", "b", "c"], await Names(At(0), 3));
        Assert.Equal([At(0), At(2), At(2)], _log.Asked);
    }

    [Fact]
    public async Task Without_a_position_it_begins_with_what_happens_from_now_on()
    {
        _log.Answers(() => Page(7), () => Page(8, "h"));
        Assert.Equal(["h"], await Names(null, 1));
        Assert.Equal([null, At(7)], _log.Asked);
    }

    [Fact]
    public async Task A_silo_that_dies_with_a_question_costs_no_event()
    {
        _log.Answers(() => Page(1, "a"), () => throw new SiloUnavailableException("gone"), () => throw new TimeoutException("late"), () => Page(2, "b"));
        Assert.Equal(["a", "b"], await Names(At(0), 2));
        Assert.Equal([At(0), At(1), At(1), At(1)], _log.Asked);
    }

    [Fact]
    public async Task Where_too_many_wait_it_asks_again_after_a_pause()
    {
        _log.Answers(() => new EventPage(At(1), [], IsCrowded: true), () => Page(2, "b"));
        Assert.Equal(["b"], await Names(At(1), 1));
        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Pauses);
    }

    [Fact]
    public async Task A_node_that_stays_away_ends_it_with_an_error_and_it_can_be_begun_again()
    {
        _log.Answers([() => Page(1, "a"), .. Enumerable.Repeat<Func<EventPage>>(() => throw new SiloUnavailableException("gone"), CallRepeats.Attempts)]);
        var last = default(EventPosition);
        await Assert.ThrowsAsync<NodeUnreachableException>(async () =>
        {
            await foreach (var what in Client().Read(At(0))) last = what.Position;
        });
        _log.Answers(() => Page(2, "b"));
        Assert.Equal(["b"], await Names(last, 1));
        Assert.Equal(At(1), _log.Asked[^1]);
    }

    private static EventPosition At(long sequence) => new(Epoch, sequence);

    private static EventPage Page(long end, params string[] names) => new(
        At(end), [.. names.Select((name, i) => new AddressUnbanned(name) { Position = At(end - names.Length + 1 + i) })], IsCrowded: false);

    private async Task<List<string>> Names(EventPosition? after, int count) =>
        await Client().Read(after).Take(count).Select(what => ((AddressUnbanned)what).Address).ToListAsync();

    private EventsClient Client()
    {
        var pipeline = new ResiliencePipelineBuilder();
        CallRepeats.Configure(pipeline, _time);
        return new EventsClient(_log.Grains, new NodeCalls(pipeline.Build(), new StandingConnections(_time), TimeSpan.FromSeconds(10), _time), _time);
    }
}
