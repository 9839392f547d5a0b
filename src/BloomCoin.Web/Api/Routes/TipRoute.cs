using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /tip.</summary>
internal static class TipRoute
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/tip", Get)
        .WithName("getTip").WithSummary("The best block").WithTags("Chain");

    private static async Task<Results<Ok<TipFacts>, StatusCodeHttpResult>> Get(IBloomClient node, HttpContext context, CancellationToken cancellation)
    {
        var facts = await TipFacts.Read(node, cancellation: cancellation);
        return Unchanged.IsKnown(context, facts.Hash, isImmutable: false) ? TypedResults.StatusCode(304) : TypedResults.Ok(facts);
    }
}
