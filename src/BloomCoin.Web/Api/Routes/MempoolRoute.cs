using System.ComponentModel.DataAnnotations;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /mempool.</summary>
internal static class MempoolRoute
{
    private const int MaxPage = 1000, DefaultPage = 100;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/mempool", Get)
        .WithName("getMempool").WithSummary("What waits for a block, the best fee rate first").WithTags("Transactions");

    private static async Task<MempoolFacts> Get(IBloomClient node, [Range(1, MaxPage)] int? limit, CancellationToken cancellation) =>
        MempoolFacts.Of(await node.Mempool.List(limit ?? DefaultPage, cancellation));
}
