using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>A loopback port that was free a moment ago: for a gateway that must know its own before it has one.</summary>
/// <remarks>
/// From below the range that systems give out by themselves: one of those could be another socket's before it is bound again. No port is
/// given twice, and each process begins where its number puts it.
/// </remarks>
internal static class PortReservation
{
    private const int First = 10_000;
    private const int Count = 22_000;

    private static int _next = Environment.ProcessId * 997 % Count;

    public static string FreeEndPoint()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var candidate = new IPEndPoint(IPAddress.Loopback, First + (int)((uint)Interlocked.Increment(ref _next) % Count));
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(candidate);
                return candidate.ToString();
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody's; the next one may be free.
            }
        }

        throw new InvalidOperationException("no port is free");
    }
}
