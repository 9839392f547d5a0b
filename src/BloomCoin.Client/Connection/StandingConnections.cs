using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace BloomCoin.Client.Connection;

/// <summary>The connections to gateways that stand, when something last came over each, and when one ends.</summary>
/// <remarks>
/// An Orleans client does not say which call went over which connection, and lets those that were under way over one that ended wait for
/// their time. So whoever waits is told of every end, and asks again. A gateway whose machine or network is gone closes nothing, and an Orleans client asks its gateways for no sign of life: calls over
/// such a connection, and their repeats, would be lost one after the other. So whoever waited in vain ends what has been silent
/// meanwhile; the next call goes over another connection.
/// </remarks>
internal sealed class StandingConnections(TimeProvider time)
{
    private readonly ConcurrentDictionary<ConnectionContext, HeardTransport> _standing = new();

    private TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the next connection ends, whichever it is.</summary>
    public Task NextEnd => Volatile.Read(ref _end).Task;

    /// <summary>Connections that stand.</summary>
    public int Count => _standing.Count;

    /// <summary>Watches a connection until it ends.</summary>
    public ConnectionDelegate Watch(ConnectionDelegate next) => async context =>
    {
        var heard = new HeardTransport(context.Transport, time);
        context.Transport = heard;
        _standing[context] = heard;
        try
        {
            await next(context);
        }
        finally
        {
            _standing.TryRemove(context, out _);
            Interlocked.Exchange(ref _end, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    };

    /// <summary>Ends the connections over which nothing came for so long. One that only was not used is made again when it is needed.</summary>
    public void EndSilent(TimeSpan silence)
    {
        foreach (var (connection, heard) in _standing)
        {
            if (time.GetElapsedTime(heard.Last) >= silence) connection.Abort(new ConnectionAbortedException($"silent for {silence.TotalSeconds:0.#} s"));
        }
    }
}
