using System.Net;
using System.Net.Sockets;
using BloomCoin.Gateway;
using BloomCoin.Grains.Placement;
using BloomCoin.Node.Options;

namespace BloomCoin.Node.Hosting;

/// <summary>Tries every port before anything starts, so that one in use is named by its key and not by a trace from deep inside.</summary>
internal static class Ports
{
    public static IEnumerable<string> InUse(SiloRoles roles, ClusterOptions cluster, GatewayOptions gateway, HttpOptions http)
    {
        var silo = cluster.AdvertisedAddress is null ? IPAddress.Loopback : IPAddress.Any;
        (string Key, IPEndPoint EndPoint)[] wanted =
        [
            .. roles.HasFlag(SiloRoles.Gateway) ? [($"{GatewayOptions.Section}:{nameof(gateway.Listen)}", EndpointAttribute.Parse(gateway.Listen))] : Array.Empty<(string, IPEndPoint)>(),
            ($"{HttpOptions.Section}:{nameof(http.Listen)}", EndpointAttribute.Parse(http.Listen)),
            ($"{ClusterOptions.Section}:{nameof(cluster.SiloPort)}", new IPEndPoint(silo, cluster.SiloPort)),
            ($"{ClusterOptions.Section}:{nameof(cluster.ClientPort)}", new IPEndPoint(silo, cluster.ClientPort)),
        ];
        var taken = new List<Socket>();
        foreach (var (key, endPoint) in wanted)
        {
            var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            taken.Add(socket);
            if (TryBind(socket, endPoint) is { } problem) yield return $"{key} = {endPoint}: {problem}";
        }

        taken.ForEach(socket => socket.Dispose());
    }

    private static string? TryBind(Socket socket, IPEndPoint endPoint)
    {
        try
        {
            // As the listeners will: a connection of an earlier run that is still closing is no obstacle.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endPoint);
            socket.Listen();
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "the port is in use",
                SocketError.AccessDenied => "this process may not listen there",
                SocketError.AddressNotAvailable => "this machine does not have the address",
                _ => exception.Message,
            };
        }
    }
}
