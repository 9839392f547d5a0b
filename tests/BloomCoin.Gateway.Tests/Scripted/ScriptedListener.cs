using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>An address that a gateway is told to connect to.</summary>
internal sealed class ScriptedListener : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ScriptedListener()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen();
    }

    public string EndPoint => _socket.LocalEndPoint!.ToString()!;

    /// <summary>The next connection that the gateway makes. Its first wait is at most 1 s, its second 2 s.</summary>
    public async Task<ScriptedPeer> Accept()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        return new ScriptedPeer(await _socket.AcceptAsync(deadline.Token));
    }

    public void Dispose() => _socket.Dispose();
}
