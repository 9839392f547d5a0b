using System.IO.Pipelines;
using BloomCoin.Client.Connection;
using Microsoft.AspNetCore.Connections;
using Orleans.Runtime;
using Polly;

namespace BloomCoin.Client.Tests.Connection;

public sealed class NodeCallsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly PauseSkippingTime _time = new(Patience);
    private readonly ScriptedCall _call = new();
    private readonly StandingConnections _gateways;

    public NodeCallsTests() => _gateways = new StandingConnections(_time);

    [Fact]
    public async Task A_call_that_a_dying_silo_loses_is_made_again()
    {
        _call.Failures.Enqueue(new SiloUnavailableException("gone"));
        _call.Failures.Enqueue(new TimeoutException("late"));
        Assert.Equal("answer", await Calls().Repeat(_call.Make, default));
        Assert.Equal(3, _call.Made);
    }

    [Fact]
    public async Task Pauses_double_from_a_quarter_second_to_five_seconds_and_are_longer_by_a_quarter_at_most()
    {
        FailTimes(CallRepeats.Attempts - 1);
        await Calls().Repeat(_call.Make, default);
        double[] least = [0.25, 0.5, 1, 2, 4, 5, 5];
        Assert.Equal(least.Length, _time.Pauses.Count);
        Assert.All(_time.Pauses.Zip(least), pair => Assert.InRange(pair.First.TotalSeconds, pair.Second, pair.Second * 1.25));
    }

    [Fact]
    public async Task After_the_last_attempt_the_node_is_unreachable_and_the_message_says_why()
    {
        FailTimes(CallRepeats.Attempts);
        var failure = await Assert.ThrowsAsync<NodeUnreachableException>(() => Calls().Repeat(_call.Make, default));
        Assert.Equal($"the node stopped answering: {CallRepeats.Attempts} calls failed, the last with: gone", failure.Message);
        Assert.IsType<SiloUnavailableException>(failure.InnerException);
        Assert.Equal(CallRepeats.Attempts, _call.Made);
    }

    [Fact]
    public async Task A_failure_of_the_node_itself_is_not_repeated()
    {
        _call.Failures.Enqueue(new InvalidOperationException("the store is lost"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Calls().Repeat(_call.Make, default));
        Assert.Equal(1, _call.Made);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_is_made_again_and_one_with_much_work_after_six_times_as_long()
    {
        _call.Unanswered = 1;
        var ordinary = Calls().Repeat(_call.Make, default);
        _time.Advance(Patience);
        Assert.Equal("answer", await ordinary);
        Assert.Equal(2, _call.Made);

        _call.Unanswered = 1;
        var longer = Calls().RepeatLong(_call.Make, default);
        _time.Advance(Patience * (NodeCalls.LongWork - 1));
        Assert.Equal(3, _call.Made);
        _time.Advance(Patience);
        Assert.Equal("answer", await longer);
    }

    [Fact]
    public async Task A_call_that_is_under_way_when_a_connection_ends_is_made_again_at_once()
    {
        var over = new TaskCompletionSource();
        await using var gateway = new DefaultConnectionContext("gateway") { Transport = new Ends(new Pipe().Reader, new Pipe().Writer) };
        var connection = _gateways.Watch(_ => over.Task)(gateway);
        _call.Unanswered = 1;
        var call = Calls().Repeat(_call.Make, default);
        over.SetResult();
        await connection;
        Assert.Equal(("answer", 2), (await call, _call.Made));
    }

    [Fact]
    public async Task Who_cancels_waits_no_longer_neither_for_an_answer_nor_in_a_pause()
    {
        using var stop = new CancellationTokenSource();
        _call.Unanswered = 1;
        var call = Calls().Repeat(_call.Make, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        FailTimes(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Calls().Repeat(_call.Make, stop.Token));
    }

    [Fact]
    public async Task A_call_that_must_not_be_repeated_is_made_once_and_its_loss_is_said()
    {
        FailTimes(1);
        var failure = await Assert.ThrowsAsync<NodeUnreachableException>(() => NodeCalls.Once(_call.Make, default));
        Assert.Equal(("the node did not answer, and may have done it all the same: gone", 1), (failure.Message, _call.Made));
    }

    private NodeCalls Calls()
    {
        var pipeline = new ResiliencePipelineBuilder();
        CallRepeats.Configure(pipeline, _time);
        return new NodeCalls(pipeline.Build(), _gateways, Patience, _time);
    }

    private void FailTimes(int count)
    {
        for (var i = 0; i < count; i++) _call.Failures.Enqueue(new SiloUnavailableException("gone"));
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>A call that fails as the test says, then is not answered, then is.</summary>
    private sealed class ScriptedCall
    {
        public Queue<Exception> Failures { get; } = [];

        public int Unanswered { get; set; }

        public int Made { get; private set; }

        public Task<string> Make()
        {
            Made++;
            if (Failures.TryDequeue(out var failure)) return Task.FromException<string>(failure);
            return Unanswered-- > 0 ? new TaskCompletionSource<string>().Task : Task.FromResult("answer");
        }
    }
}
