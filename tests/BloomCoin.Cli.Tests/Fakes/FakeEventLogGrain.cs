using BloomCoin.Abstractions.Events;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>One event after the other, and then none.</summary>
internal sealed class FakeEventLogGrain(FakeNode node) : Grain, IEventLogGrain
{
    public Task Publish(NodeEvent[] events) => throw new NotSupportedException();

    public async Task<EventPage> Read(EventPosition? after, int max)
    {
        await node.GetTip(CancellationToken.None);   // a call that can fail
        var next = (int)(after?.Sequence ?? node.Events.Count);
        NodeEvent[] page = [.. node.Events.Skip(next).Take(1)];
        return new EventPage(new EventPosition(Guid.Empty, next + page.Length), page, IsCrowded: false);
    }
}
