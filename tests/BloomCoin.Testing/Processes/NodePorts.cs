using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Testing.Processes;

/// <summary>The four ports of one node.</summary>
public sealed record NodePorts(int Gateway, int Http, int Silo, int Client)
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The node's own address, where it is on a host of its own.</summary>
    public string Address { get; init; } = Loopback;

    /// <summary>Where HTTP listens, if not there.</summary>
    public string? HttpAddress { get; init; }

    public string GatewayAddress => $"{Address}:{Gateway}";

    public string ClientAddress => $"{Address}:{Client}";

    public IEnumerable<string> Arguments =>
    [
        $"--Bloom:Gateway:Listen={Address}:{Gateway}",
        $"--Bloom:Http:Listen={HttpAddress ?? Address}:{Http}",
        $"--Bloom:Cluster:SiloPort={Silo}",
        $"--Bloom:Cluster:ClientPort={Client}",
        .. Address == Loopback ? Array.Empty<string>() : [$"--Bloom:Cluster:AdvertisedAddress={Address}"],
    ];

    /// <summary>Four that were free a moment ago: whoever uses them must be ready to ask again.</summary>
    public static NodePorts Free()
    {
        var sockets = Enumerable.Range(0, 4).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        var ports = sockets.ConvertAll(socket =>
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        });
        sockets.ForEach(socket => socket.Dispose());
        return new NodePorts(ports[0], ports[1], ports[2], ports[3]);
    }
}
