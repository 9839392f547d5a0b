using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /phases.</summary>
internal static class PhasesRoute
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/phases", Get)
        .WithName("getPhases").WithSummary("The merged phases of a height, and what they are merged from").ProducesProblem(StatusCodes.Status404NotFound).WithTags("Phases");

    private static async Task<Results<Ok<PhasesFacts>, ProblemHttpResult>> Get(
        IBloomClient node,
        [Description("The height of the block that is worked on; the tip's + 1 without it."), Range(0, int.MaxValue)] int? height,
        CancellationToken cancellation) =>
        await node.Phases.GetRound(height, cancellation) is { } round
            ? TypedResults.Ok(PhasesFacts.Of(round))
            : Problem.Missing("no phases are held for that height");
}
