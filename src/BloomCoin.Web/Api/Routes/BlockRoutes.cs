using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /blocks, /blocks/{block} and /blocks/{block}/raw.</summary>
internal static class BlockRoutes
{
    private const int MaxPage = 50, DefaultPage = 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/blocks", List).WithName("listBlocks").WithSummary("Blocks of the best chain, the newest first").WithTags("Chain");
        api.MapGet("/blocks/{block}", Get).WithName("getBlock").WithSummary("A block with its certificate and transactions").WithTags("Chain")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithDescription("By its hash, on any branch, or by its height on the best chain.");
        api.MapGet("/blocks/{block}/raw", GetBytes).WithName("getBlockBytes").WithSummary("A block's bytes, as peers have it").WithTags("Chain")
            .WithDescription("By its hash they never change, and may be kept for ever.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<BlockPage> List(
        IBloomClient node,
        [Description("The height after the first block of the page; the tip is the first without it."), Range(0, int.MaxValue)] int? before,
        [Range(1, MaxPage)] int? limit,
        CancellationToken cancellation)
    {
        var tip = (await node.Chain.GetTip(cancellation)).Height;
        var first = Math.Min(tip, (before ?? int.MaxValue) - 1);
        var count = Math.Min(limit ?? DefaultPage, first + 1);
        var blocks = await BlockSummaryFacts.Read(node, first, count, cancellation);
        var next = first - count + 1;
        return new BlockPage(blocks, next > 0 ? string.Create(CultureInfo.InvariantCulture, $"{ApiRoutes.Prefix}/blocks?before={next}&limit={limit ?? DefaultPage}") : null);
    }

    private static async Task<Results<Ok<BlockFacts>, StatusCodeHttpResult, ProblemHttpResult>> Get(
        IBloomClient node, [Description("A height, or the 64 hexadecimal digits of a hash.")] string block, HttpContext context, CancellationToken cancellation)
    {
        if (!BlockName.TryParse(block, out var name)) return Problem.Malformed(NoName(block));
        if (await name.Find(node, cancellation) is not { } found) return Problem.Missing(await name.Miss(node, cancellation));

        // On which branch it is may change, and is told: so what never changes is the block, and not all of the answer.
        var tag = $"{found.Hash}-{(found.OnBestChain ? "best" : "side")}";
        return Unchanged.IsKnown(context, tag, isImmutable: false) ? TypedResults.StatusCode(304) : TypedResults.Ok(BlockFacts.Of(found));
    }

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetBytes(
        IBloomClient node, [Description("A height, or the 64 hexadecimal digits of a hash.")] string block, HttpContext context, CancellationToken cancellation)
    {
        if (!BlockName.TryParse(block, out var name)) return Problem.Malformed(NoName(block));
        if (await name.Find(node, cancellation) is not { } found) return Problem.Missing(await name.Miss(node, cancellation));
        return Unchanged.IsKnown(context, found.Hash.ToString(), isImmutable: name.Height is null)
            ? TypedResults.StatusCode(304)
            : TypedResults.Bytes(found.Bytes, "application/octet-stream");
    }

    private static string NoName(string text) => $"{text} is neither a height nor a hash of 64 hexadecimal digits";
}

/// <summary>Some blocks of the best chain.</summary>
/// <param name="Blocks">The newest first.</param>
/// <param name="Next">Where the page of older ones is; none for the last.</param>
internal sealed record BlockPage(IReadOnlyList<BlockSummaryFacts> Blocks, string? Next);
