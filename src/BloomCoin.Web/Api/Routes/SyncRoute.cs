using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /sync.</summary>
internal static class SyncRoute
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/sync", Get)
        .WithName("getSync").WithSummary("How the node catches up with its peers").WithTags("Peers");

    private static async Task<SyncFacts> Get(IBloomClient node, CancellationToken cancellation) => SyncFacts.Of(await node.Sync.GetStatus(cancellation));
}
