using System.Collections.Concurrent;
using BloomCoin.Peering;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>What the gateway logs of its connections: how a test learns the reason of an end that a peer only sees as a close.</summary>
internal sealed class GatewayEvents : ILoggerProvider, ILogger
{
    private const int Disconnected = 3003;
    private const int Unexpected = 3009;
    private const int Itself = 3072;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<DisconnectReason>> _ends = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<DisconnectReason, TaskCompletionSource<string>> _reasons = new();

    /// <summary>Faults of the gateway itself: none, in every test.</summary>
    public ConcurrentQueue<Exception?> Faults { get; } = new();

    /// <summary>Every connection that ended, with the direction in which it was made.</summary>
    public ConcurrentQueue<(string Peer, string Direction, DisconnectReason Reason)> Ends { get; } = new();

    /// <summary>Whether a gateway gave up dialling an address because it is its own cluster's.</summary>
    public bool HasDialledItself { get; private set; }

    /// <summary>Why the connection of a peer ended, when it does.</summary>
    public Task<DisconnectReason> EndOf(string peer) => End(peer).Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    /// <summary>The first peer whose connection ends for a reason.</summary>
    public Task<string> FirstToEnd(DisconnectReason reason) => First(reason).Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == Unexpected) Faults.Enqueue(exception);
        if (eventId.Id == Itself) HasDialledItself = true;
        if (eventId.Id != Disconnected || state is not IReadOnlyList<KeyValuePair<string, object?>> values) return;
        var fields = values.ToDictionary(StringComparer.Ordinal);
        if (fields.GetValueOrDefault("Reason") is not DisconnectReason reason || fields["Peer"] is not string peer) return;
        Ends.Enqueue((peer, (string)fields["Direction"]!, reason));
        End(peer).TrySetResult(reason);
        First(reason).TrySetResult(peer);
    }

    public void Dispose()
    {
    }

    private TaskCompletionSource<DisconnectReason> End(string peer) =>
        _ends.GetOrAdd(peer, _ => new TaskCompletionSource<DisconnectReason>(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource<string> First(DisconnectReason reason) =>
        _reasons.GetOrAdd(reason, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
