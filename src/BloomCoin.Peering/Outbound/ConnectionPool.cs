using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Outbound;

/// <summary>Connections to known peers for short exchanges, at most 50 of them: whoever needs one finds it here before it dials, and the least recently used gives way.</summary>
/// <remarks>The source's ConnectionPool (connection_pool_size). A connection that nobody used for a while goes, too: it takes one of the peer's places. One caller; not for several threads.</remarks>
/// <typeparam name="TConnection">What is pooled.</typeparam>
/// <param name="time">The clock.</param>
public sealed class ConnectionPool<TConnection>(TimeProvider time)
    where TConnection : class
{
    /// <summary>Most connections held.</summary>
    public const int Capacity = 50;

    /// <summary>Unused for this long, it goes.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    private readonly OrderedDictionary<NetworkAddress, (TConnection Connection, long Used)> _connections = [];

    public int Count => _connections.Count;

    /// <summary>The most recently used connection that will do, which leaves the pool; null when there is none.</summary>
    public TConnection? Take(Func<TConnection, bool> willDo)
    {
        for (var index = _connections.Count - 1; index >= 0; index--)
        {
            var (_, (connection, _)) = _connections.GetAt(index);
            if (!willDo(connection)) continue;
            _connections.RemoveAt(index);
            return connection;
        }

        return null;
    }

    /// <summary>Puts a connection in, or says that it was used again.</summary>
    /// <returns>The connection that gives way; null while there is room.</returns>
    public TConnection? Add(NetworkAddress address, TConnection connection)
    {
        _connections.Remove(address);
        _connections.Add(address, (connection, time.GetTimestamp()));
        return _connections.Count > Capacity ? TakeOldest() : null;
    }

    /// <summary>A connection has ended.</summary>
    public void Remove(NetworkAddress address) => _connections.Remove(address);

    /// <summary>A connection that was not used for long, which leaves the pool; null when there is none, or no more.</summary>
    public TConnection? TakeIdle() => _connections.Count > 0 && time.GetElapsedTime(_connections.GetAt(0).Value.Used) >= Idle ? TakeOldest() : null;

    private TConnection TakeOldest()
    {
        var oldest = _connections.GetAt(0).Value.Connection;
        _connections.RemoveAt(0);
        return oldest;
    }
}
