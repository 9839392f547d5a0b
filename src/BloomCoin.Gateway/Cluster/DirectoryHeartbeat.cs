using System.Net;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Gateway.Listening;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace BloomCoin.Gateway.Cluster;

/// <summary>Tells the directory what this gateway holds, every two seconds and sooner when that changes by much, and takes in what it says of the others.</summary>
/// <remarks>While the directory cannot be reached, what was last told holds, and this gateway bounds its own connections.</remarks>
internal sealed class DirectoryHeartbeat(GatewayContext context, Admission admission, IOptions<GatewayOptions> options, ILocalSiloDetails silo)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>The least time between two reports.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private string[] _addresses = [];

    /// <summary>Says that this gateway is there, before it takes a connection or makes one: the others must know its nonce.</summary>
    public Task Begin(IPEndPoint listening)
    {
        _addresses = [.. AddressesOf(listening)];
        return Report();
    }

    public async Task Run(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, context.Time);
        try
        {
            var reported = context.Time.GetTimestamp();
            while (await timer.WaitForNextTickAsync(stopping))
            {
                if (!admission.HasChanged && context.Time.GetElapsedTime(reported) < Period) continue;
                reported = context.Time.GetTimestamp();
                await Report();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            context.Log.DirectoryEnded();
        }
    }

    /// <summary>Says goodbye, when this gateway has no connection left. A directory that does not hear it notices in ten seconds.</summary>
    public async Task End()
    {
        try
        {
            await context.Grains.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key).Leave(silo.SiloAddress);
        }
        catch (Exception exception)
        {
            context.Log.DirectoryUnavailable(exception);
        }
    }

    /// <summary>Takes in what the directory says, in answer to a report or because gateways came or went.</summary>
    public void Take(ClusterView view)
    {
        if (context.Cluster.Learn(view))
            admission.Learn(view.OtherConnections, view.OtherNetworks.ToDictionary(network => network.Network, network => network.Connections));
        foreach (var (network, count) in view.Drop) admission.Drop(network, count);
    }

    private async Task Report()
    {
        try
        {
            var (connections, networks) = admission.Report();
            Take(await context.Grains.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key).Report(new GatewayReport(
                silo.SiloAddress,
                context.Nonce,
                _addresses,
                connections,
                [.. networks.Select(network => new NetworkCount(network.Key, network.Value))])));
        }
        catch (Exception exception)
        {
            context.Log.DirectoryUnavailable(exception);
        }
    }

    /// <summary>An address that says nothing on another machine is not told: there it is somebody else's.</summary>
    private IEnumerable<string> AddressesOf(IPEndPoint listening)
    {
        var address = listening.Address;
        if (!IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)) yield return listening.ToString();
        if (options.Value.ExternalAddress is { } external) yield return external;
    }
}
