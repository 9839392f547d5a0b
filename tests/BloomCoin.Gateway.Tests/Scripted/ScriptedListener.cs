using System.Net;
using System.Net.Sockets;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>An address that a gateway is told to connect to.</summary>
internal sealed class ScriptedListener : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <param name="address">Any of 127.0.0.0/8, to have listeners in several networks.</param>
    public ScriptedListener(string address = "127.0.0.1")
    {
        _socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
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

    /// <summary>The same, its handshake complete and its GET_ADDR read.</summary>
    public async Task<ScriptedPeer> AcceptAndEstablish()
    {
        var peer = await Accept();
        await peer.Expect(MessageType.Version);
        await peer.Send(Wire.Version(), Wire.Verack());
        await peer.Expect(MessageType.Verack);
        while ((await peer.Next()).Type != MessageType.GetAddr)
        {
        }

        return peer;
    }

    public void Dispose() => _socket.Dispose();
}
