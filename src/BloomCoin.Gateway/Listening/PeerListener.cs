using System.Net;
using System.Net.Sockets;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Listening;

/// <summary>Accepts inbound connections, as far as <see cref="Admission"/> lets them in.</summary>
internal sealed class PeerListener(IPEndPoint listen, Admission admission, SessionHost host, GatewayContext context) : IDisposable
{
    private const int Backlog = 512;

    private Socket? _socket;

    /// <summary>Where peers connect to: the configured end point with its real port.</summary>
    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket!.LocalEndPoint!;

    /// <summary>Takes the port; fails when it is in use.</summary>
    public void Bind()
    {
        _socket = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (listen.Address.Equals(IPAddress.IPv6Any)) _socket.DualMode = true;
        _socket.Bind(listen);
        _socket.Listen(Backlog);
    }

    /// <summary>Accepts until cancelled.</summary>
    public async Task Run(CancellationToken stopping)
    {
        var socket = _socket!;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _ = Hold(await socket.AcceptAsync(stopping));
            }
            catch (SocketException exception) when (!stopping.IsCancellationRequested)
            {
                // A peer that gave up before it was accepted, or no file handle left: the next one may do better.
                context.Log.AcceptFailed(exception);
                await Task.Delay(TimeSpan.FromMilliseconds(100), context.Time, stopping);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>Who connects now is refused.</summary>
    public void Dispose() => _socket?.Dispose();

    private async Task Hold(Socket socket)
    {
        try
        {
            using var slot = admission.Admit((IPEndPoint)socket.RemoteEndPoint!);
            if (slot is not null) await host.Hold(socket, slot);
            else socket.Dispose();
        }
        catch (SocketException exception)
        {
            context.Log.AcceptFailed(exception);
            socket.Dispose();
        }
        catch (Exception exception)
        {
            context.Log.SessionFailed(exception);
        }
    }
}
