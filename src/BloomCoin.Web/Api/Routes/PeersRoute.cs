using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Client;
using BloomCoin.Client.Facts;
using BloomCoin.Web.Access;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /peers.</summary>
internal static class PeersRoute
{
    private const int DefaultPage = 100;

    /// <summary>What stands for an address that the caller is not told.</summary>
    private const string Hidden = "hidden";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/peers", Get)
        .WithName("listPeers").WithSummary("Connected peers of all gateways").WithTags("Peers")
        .WithDescription("Their addresses are told to who shows the token of the dashboard; others read \"hidden\".");

    private static async Task<PeersFacts> Get(
        IBloomClient node,
        AccessToken token,
        HttpContext context,
        [Description("Age without it.")] PeerOrder? sort,
        bool? descending,
        [Range(1, IPeersGrain.Limit)] int? limit,
        CancellationToken cancellation)
    {
        var mayKnow = token.Opens(context.Request);
        var order = sort ?? PeerOrder.Age;

        // Ordered by address the list would tell what it hides.
        if (!mayKnow && order == PeerOrder.Address) order = PeerOrder.Age;
        var facts = PeersFacts.Of(await node.Peers.List(order, descending ?? false, limit ?? DefaultPage, cancellation));
        return mayKnow ? facts : facts with { Peers = [.. facts.Peers.Select(peer => peer with { Address = Hidden })] };
    }
}
