using System.Net;
using System.Net.Sockets;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Sessions;

namespace BloomCoin.Gateway.Outbound;

/// <summary>Connections that an operator asks for: dialled once, held until they end, counted and never refused.</summary>
internal sealed class ManualConnections(GatewayContext context, SessionHost host)
{
    /// <summary>Dials, and completes when the handshake is complete.</summary>
    /// <exception cref="PeerUnavailableException">Nobody answers, or the handshake fails; says why.</exception>
    public async Task<string> Connect(string name, int port)
    {
        var target = name.Contains(':', StringComparison.Ordinal) ? $"[{name}]:{port}" : $"{name}:{port}";
        Socket socket;
        try
        {
            socket = await Dialer.Dial(new DnsEndPoint(name, port), context.Time, CancellationToken.None);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw new PeerUnavailableException($"{target} does not answer: {exception.Message}", exception);
        }

        var established = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = Hold(socket, established);
        await Task.WhenAny(established.Task, holding);
        if (established.Task.IsCompleted) return await established.Task;
        throw new PeerUnavailableException($"{target} answers, and the handshake fails: {await holding}");
    }

    private async Task<string> Hold(Socket socket, TaskCompletionSource<string> established)
    {
        try
        {
            return (await host.HoldOutbound(socket, onEstablished: session => established.TrySetResult(PeerAddress.Display(session.Key)))).Reason.ToString();
        }
        catch (Exception exception)
        {
            context.Log.SessionFailed(exception);
            return exception.Message;
        }
    }
}
