using BloomCoin.Abstractions.Mempool;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Polly;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>Submissions that are repeated where their answer is lost, as the client's own are.</summary>
internal sealed class RepeatedSubmissions(FakeNode node) : ITransactionsClient
{
    private readonly NodeCalls _calls = Calls(new SkippingTime());

    public Task<SubmitReport> Submit(TransactionBatch transactions, CancellationToken cancellation = default) =>
        _calls.Repeat(() => node.Submit(transactions, cancellation), cancellation);

    private static NodeCalls Calls(SkippingTime time)
    {
        var pipeline = new ResiliencePipelineBuilder();
        CallRepeats.Configure(pipeline, time);
        return new NodeCalls(pipeline.Build(), new StandingConnections(time), Timeout.InfiniteTimeSpan, time);
    }
}
