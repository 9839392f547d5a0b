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
                var established = await DialAndHold(stopping);
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

    /// <returns>How long the connection was established; zero when it never was.</returns>
    private async Task<TimeSpan> DialAndHold(CancellationToken stopping)
    {
        try
        {
            return await host.HoldOutbound(await Dial(stopping));
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

    private async Task<Socket> Dial(CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(DialTimeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target, either.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
