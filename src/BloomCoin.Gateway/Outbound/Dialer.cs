using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Gateway.Outbound;

/// <summary>Makes a TCP connection to a peer, in 10 s or not at all.</summary>
internal static class Dialer
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="SocketException">Nobody is there, or it does not answer in time.</exception>
    /// <exception cref="OperationCanceledException">The gateway stops.</exception>
    public static Task<Socket> Dial(EndPoint target, TimeProvider time, CancellationToken stopping) =>
        Dial((socket, deadline) => socket.ConnectAsync(target, deadline), time, stopping);

    /// <summary>The same, to the first of several addresses that answers.</summary>
    public static Task<Socket> Dial(IPAddress[] addresses, int port, TimeProvider time, CancellationToken stopping) =>
        Dial((socket, deadline) => socket.ConnectAsync(addresses, port, deadline), time, stopping);

    private static async Task<Socket> Dial(Func<Socket, CancellationToken, ValueTask> connect, TimeProvider time, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await connect(socket, either.Token);
            return socket;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut, $"no connection within {Timeout.TotalSeconds:0} s");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
