using System.Net;
using System.Net.Sockets;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Outbound;

/// <summary>Keeps one connection to one configured peer: dials, holds, waits, dials again.</summary>
internal sealed class OutboundConnector(DnsEndPoint target, SessionHost host, GatewayContext context, ReconnectBackoff backoff)
{
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
            return (await host.Hold(await Dialer.Dial(target, context.Time, stopping), outbound: true)).Established ?? TimeSpan.Zero;
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
}
