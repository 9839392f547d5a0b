using System.Collections.Concurrent;

namespace BloomCoin.Gateway.Sessions;

/// <summary>The sessions of this gateway, by connection.</summary>
internal sealed class SessionRegistry : IDisposable
{
    private readonly ConcurrentDictionary<Guid, PeerSession> _sessions = new();
    private readonly SemaphoreSlim _changed = new(0, 1);

    public IEnumerable<PeerSession> All => _sessions.Select(pair => pair.Value);

    public IEnumerable<PeerSession> AllEstablished => All.Where(session => session.IsEstablished);

    public PeerSession? Find(Guid connection) => _sessions.GetValueOrDefault(connection);

    public void Add(PeerSession session) => _sessions[session.Connection.Id] = session;

    public void Remove(PeerSession session)
    {
        _sessions.TryRemove(session.Connection.Id, out _);
        Announced();
    }

    /// <summary>There is news of peers that the sync should hear before the next heartbeat.</summary>
    public void Announced()
    {
        try
        {
            if (_changed.CurrentCount == 0) _changed.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // Two sessions had news at once, and one signal carries both; or this gateway has stopped, and nobody waits for news.
        }
    }

    /// <summary>Completes at the next news, or after <paramref name="longest"/>.</summary>
    public Task WaitForNews(TimeSpan longest, CancellationToken cancellation) => _changed.WaitAsync(longest, cancellation);

    public void Dispose() => _changed.Dispose();
}
