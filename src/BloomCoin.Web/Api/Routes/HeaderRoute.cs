using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /headers.</summary>
internal static class HeaderRoute
{
    private const int MaxPage = 500, DefaultPage = 100;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/headers", List)
        .WithName("listHeaders").WithSummary("Headers of the best chain, oldest first").WithTags("Chain");

    private static async Task<HeaderPage> List(
        IBloomClient node,
        [Description("The height of the first."), Range(0, int.MaxValue)] int? start,
        [Range(1, MaxPage)] int? limit,
        CancellationToken cancellation)
    {
        var (first, count) = (start ?? 0, limit ?? DefaultPage);
        var range = await node.Chain.GetHeaders(first, count, cancellation);
        var headers = Enumerable.Range(0, range.Count).Select(i => HeaderFacts.Of(BlockHeader.Read(range[i]), range.Start + i, onBestChain: true)).ToArray();
        return new HeaderPage(headers, headers.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{ApiRoutes.Prefix}/headers?start={range.End}&limit={count}") : null);
    }
}

/// <summary>Some headers of the best chain.</summary>
/// <param name="Headers">Oldest first; fewer than asked for at the end of a segment of 2000 heights and of the chain.</param>
/// <param name="Next">Where to go on; none when there were none.</param>
internal sealed record HeaderPage(IReadOnlyList<HeaderFacts> Headers, string? Next);
