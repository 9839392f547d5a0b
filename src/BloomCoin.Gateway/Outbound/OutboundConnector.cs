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
            return await Dial(stopping) is { } socket ? (await host.HoldOutbound(socket)).Established ?? TimeSpan.Zero : null;
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
        var addresses = await Dns.GetHostAddressesAsync(target.Host, stopping);
        var others = Array.FindAll(addresses, address => !context.Cluster.Addresses.Contains(new IPEndPoint(address, target.Port)));
        return others.Length == 0 ? null : await Dialer.Dial(others, target.Port, context.Time, stopping);
    }
}
