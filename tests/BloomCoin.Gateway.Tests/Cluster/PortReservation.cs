using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>A loopback port that was free a moment ago: for a gateway that must know its own before it has one.</summary>
internal static class PortReservation
{
    public static string FreeEndPoint()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint!.ToString()!;
    }
}
