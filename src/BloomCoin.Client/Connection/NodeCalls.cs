using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Polly;

namespace BloomCoin.Client.Connection;

/// <summary>Makes every call to the node: bounds the wait for its answer, repeats what may be repeated, and says what is left of it in one line.</summary>
/// <param name="repeats">As <see cref="CallRepeats"/> has it.</param>
/// <param name="gateways">The connections that answers come over.</param>
/// <param name="patience">How long an ordinary call may take.</param>
/// <param name="time">The clock.</param>
internal sealed class NodeCalls(ResiliencePipeline repeats, StandingConnections gateways, TimeSpan patience, TimeProvider time)
{
    /// <summary>How many times as long as the others a call with much work in it may take, such as 500 full blocks.</summary>
    public const int LongWork = 6;

    /// <summary>Repeats a call that was lost: for reads, and for writes that say of what is there already that it is there.</summary>
    public Task<T> Repeat<T>(Func<Task<T>> call, CancellationToken cancellation) => Repeat(call, patience, cancellation);

    /// <summary>The same for a call that the node works long on.</summary>
    public Task<T> RepeatLong<T>(Func<Task<T>> call, CancellationToken cancellation) => Repeat(call, patience * LongWork, cancellation);

    /// <summary>The same for a call that the node answers when there is something to say.</summary>
    /// <param name="call">The call.</param>
    /// <param name="wait">How long the node may wait before it answers.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<T> RepeatWaiting<T>(Func<Task<T>> call, TimeSpan wait, CancellationToken cancellation) => Repeat(call, wait + patience, cancellation);

    /// <summary>Makes a call once: its second answer would be another.</summary>
    /// <remarks>Bounded by Orleans alone: an order to dial a peer takes as long as the peer.</remarks>
    public static async Task<T> Once<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call().WaitAsync(cancellation);
        }
        catch (Exception failure) when (IsTransient(failure))
        {
            throw new NodeUnreachableException($"the node did not answer, and may have done it all the same: {failure.Message}", failure);
        }
    }

    /// <summary>Whether the call was lost on the way, and the node itself did not refuse or fail.</summary>
    public static bool IsTransient(Exception failure) =>
        failure is SiloUnavailableException or TimeoutException or OrleansMessageRejectionException or ConnectionFailedException;

    private async Task<T> Repeat<T>(Func<Task<T>> call, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            return await repeats.ExecuteAsync(async stop => await Attempt(call, limit, stop), cancellation);
        }
        catch (Exception failure) when (IsTransient(failure))
        {
            throw new NodeUnreachableException($"the node stopped answering: {CallRepeats.Attempts} calls failed, the last with: {failure.Message}", failure);
        }
    }

    private async Task<T> Attempt<T>(Func<Task<T>> call, TimeSpan limit, CancellationToken cancellation)
    {
        var end = gateways.NextEnd;
        var answer = call();
        try
        {
            await Task.WhenAny(answer, end).WaitAsync(limit, time, cancellation);
            if (answer.IsCompleted) return await answer;
            answer.Ignore();
            throw new ConnectionFailedException("a connection to the node ended before the answer came");
        }
        catch (TimeoutException late) when (!answer.IsCompleted)
        {
            gateways.EndSilent(limit);
            throw new TimeoutException($"no answer within {limit.TotalSeconds:0.#} s", late);
        }
    }
}
