using System.Threading.Channels;
using BloomCoin.Cli.Commands;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Cli.Watch;

namespace BloomCoin.Cli.Tests.Watch;

[Collection(TestSilo.Alone)]
public sealed class LostNodeTests
{
    [Fact]   // on real sockets: the connection itself must come back
    public async Task A_watch_goes_on_when_its_silo_is_back()
    {
        var node = new FakeNode([.. TestBlocks.Chain(4).Select(block => block.Bytes.ToArray())]);
        var silo = await TestSilo.Start(node);
        await using var connection = await silo.Connect(
            KeyValuePair.Create<string, string?>("Bloom:Client:ResponseTimeout", $"{WatchCommand.ResponseTimeout:c}"));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var shown = Channel.CreateUnbounded<WatchState>();
        var watch = new Watcher(connection.Node, TimeProvider.System, TimeSpan.FromMilliseconds(100))
            .Run(state => Assert.True(shown.Writer.TryWrite(state)), limit: null, stop.Token);

        await Until(state => state is { Loss: null, Node.Tip.Height: 3 });
        await silo.DisposeAsync();
        await Until(state => state.Loss is not null);
        await using var again = await TestSilo.Start(node, clientPort: silo.ClientPort);
        await Until(state => state.Loss is null);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);

        async Task Until(Predicate<WatchState> holds)
        {
            while (!holds(await shown.Reader.ReadAsync(stop.Token)))
            {
                // not yet
            }
        }
    }
}
