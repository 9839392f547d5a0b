using System.ComponentModel.DataAnnotations;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /miners/{number}.</summary>
internal static class MinerRoute
{
    /// <summary>As many as a cluster can be told to have.</summary>
    private const int MaxNumber = 63;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/miners/{number}", Get)
        .WithName("getMiner").WithSummary("What a miner of the node is doing").ProducesProblem(StatusCodes.Status404NotFound).WithTags("Phases");

    private static async Task<Results<Ok<MinerFacts>, ProblemHttpResult>> Get(
        IBloomClient node, [Range(0, MaxNumber)] int number, CancellationToken cancellation) =>
        await node.Miners.GetState(number, cancellation) is { IsMining: true } state
            ? TypedResults.Ok(MinerFacts.Of(number, state))
            : Problem.Missing($"miner {number} does not mine");
}
