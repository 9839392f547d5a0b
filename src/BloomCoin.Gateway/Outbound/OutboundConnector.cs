using System.Net;
using System.Net.Sockets;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Outbound;

/// <summary>Keeps one connection to one configured peer: dials, holds, waits, dials again.</summary>
internal sealed class OutboundConnector(DnsEndPoint target, SessionHost host, GatewayContext context, ReconnectBackoff backoff)
{
    private static readonly TimeSpan DialTimeout = TimeSpan.FromSeconds(10);

    public async Task Run(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                if (await DialAndHold(stopping) is not { } established)
                {
                    context.Log.DialsItself(target.Host, target.Port);
                    return;
                }

                var wait = backoff.Next(established);
                context.Log.DialAgain(target.Host, target.Port, wait);
                await Task.Delay(wait, context.Time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            context.Log.DiallingEnded(target.Host, target.Port);
        }
    }

    /// <returns>How long the connection was established; zero when it never was; null when there is nobody but ourselves to dial.</returns>
    private async Task<TimeSpan?> DialAndHold(CancellationToken stopping)
    {
        try
        {
            return await Dial(stopping) is { } socket ? await host.HoldOutbound(socket) : null;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            context.Log.DialFailed(target.Host, target.Port, $"no connection within {DialTimeout.TotalSeconds:0} s");
        }
        catch (SocketException exception)
        {
            context.Log.DialFailed(target.Host, target.Port, exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            context.Log.SessionFailed(exception);
        }

        return TimeSpan.Zero;
    }

    /// <summary>Connects to the first address of the target that answers and is not ours; null when all are.</summary>
    private async Task<Socket?> Dial(CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(DialTimeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var addresses = await Dns.GetHostAddressesAsync(target.Host, either.Token);
        var others = Array.FindAll(addresses, address => !context.Cluster.Addresses.Contains(new IPEndPoint(address, target.Port)));
        if (others.Length == 0) return null;

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(others, target.Port, either.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
