using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Testing.Peers;

/// <summary>
/// A local port for each peer of a run. A node tells connections apart by the other side's address and port, and so do tests that ask it how a
/// connection ended: the system gives a port that was freed to the next who wants one, and an older peer's end was taken for a newer one's.
/// </summary>
public static class OwnPort
{
    private static readonly ConcurrentDictionary<EndPoint, byte> Taken = new();

    /// <summary>A TCP socket of an address, at a port that no peer before it had.</summary>
    public static Socket Bind(IPAddress address)
    {
        while (true)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(address, 0));
            if (Taken.TryAdd(socket.LocalEndPoint!, 0)) return socket;
            socket.Dispose();
        }
    }
}
