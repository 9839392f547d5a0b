using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Node.Tests.Network;

/// <summary>
/// Stands between two ends of TCP connections and counts the bytes that pass, so that something can happen after an exact number
/// of them. It can be cut and mended, which is a server that stops and comes back.
/// </summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private readonly int _target;
    private readonly Lock _lock = new();
    private readonly List<Socket> _open = [];
    private Socket _listener;
    private Task _accepting;
    private long _left = long.MaxValue;
    private Action? _atZero;

    public CountingProxy(int targetPort)
    {
        _target = targetPort;
        _listener = Listen(port: 0);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = Accept(_listener);
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Calls <paramref name="action"/> once, when so many more bytes have gone on, in both directions together.</summary>
    public void After(long bytes, Action action)
    {
        lock (_lock) (_left, _atZero) = (bytes, action);
    }

    /// <summary>Ends every connection and refuses new ones.</summary>
    public async Task Cut()
    {
        _listener.Dispose();
        await _accepting;
        List<Socket> open;
        lock (_lock) open = [.. _open];
        open.ForEach(socket => socket.Dispose());
    }

    /// <summary>Listens again, where it did.</summary>
    public void Mend()
    {
        _listener = Listen(Port);
        _accepting = Accept(_listener);
    }

    public async ValueTask DisposeAsync() => await Cut();

    private static Socket Listen(int port)
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        return listener;
    }

    private async Task Accept(Socket listener)
    {
        try
        {
            while (true) _ = Join(await listener.AcceptAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task Join(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        lock (_lock) _open.AddRange([near, far]);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(Pump(near, far), Pump(far, near));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The far end is down: so is this one.
        }
        finally
        {
            near.Dispose();
            lock (_lock) _open.RemoveAll(socket => socket == near || socket == far);
        }
    }

    private async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (var sent = 0; sent < count;)
                {
                    var part = Reserve(count - sent);
                    await Send(to, buffer.AsMemory(sent, part));
                    sent += part;
                    Spend(part);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One end is gone, so both go.
        }
    }

    private static async Task Send(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await to.SendAsync(bytes)..];
    }

    /// <summary>How many of so many bytes may go before the action is due: at least one.</summary>
    private int Reserve(int count)
    {
        lock (_lock) return (int)Math.Clamp(_left, 1, count);
    }

    private void Spend(int count)
    {
        Action? due = null;
        lock (_lock)
        {
            _left -= count;
            if (_left <= 0) (due, _atZero) = (_atZero, null);
            if (_left <= 0) _left = long.MaxValue;
        }

        due?.Invoke();
    }
}
