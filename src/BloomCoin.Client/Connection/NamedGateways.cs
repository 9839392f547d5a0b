using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace BloomCoin.Client.Connection;

/// <summary>The configured gateways. Names are looked up anew at every refresh, because a node that moves keeps its name only.</summary>
internal sealed class NamedGateways(IOptions<BloomClientOptions> options, IOptions<GatewayOptions> refresh) : IGatewayListProvider
{
    private IList<Uri> _last = [];

    public TimeSpan MaxStaleness => refresh.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        var found = new List<Uri>();
        foreach (var gateway in options.Value.Addresses())
        {
            foreach (var address in await Resolve(gateway.Host))
            {
                found.Add(new IPEndPoint(address, gateway.Port).ToGatewayUri());
            }
        }

        return _last = found.Count > 0 ? found : _last;   // a name service that is down for a while takes no gateway away
    }

    private static async Task<IPAddress[]> Resolve(string host)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host);
        }
        catch (SocketException)
        {
            return [];   // an unknown name is one gateway fewer; when none is left, the connection fails and says so
        }
    }
}
