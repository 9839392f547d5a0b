using BloomCoin.Web.Api.Routes;

namespace BloomCoin.Web.Api;

/// <summary>All routes of the API, in the order of its description.</summary>
internal static class ApiRoutes
{
    public const string Prefix = "/api/" + WebExtensions.Version;

    public static void MapApi(this IEndpointRouteBuilder application)
    {
        var api = application.MapGroup(Prefix).RequireRateLimiting(ApiRate.Policy)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        TipRoute.Map(api);
        BlockRoutes.Map(api);
        HeaderRoute.Map(api);
        TransactionRoutes.Map(api);
        MempoolRoute.Map(api);
        BalanceRoute.Map(api);
        PhasesRoute.Map(api);
        MinerRoute.Map(api);
        PeersRoute.Map(api);
        SyncRoute.Map(api);
    }
}
