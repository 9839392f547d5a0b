using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Orleans.Dashboard;

namespace BloomCoin.Web.Access;

/// <summary>The Orleans dashboard, behind the token where others than this machine reach it.</summary>
internal static class Dashboard
{
    public const string Path = "/dashboard";

    public static void MapDashboard(this WebApplication application)
    {
        // Before the routes: the dashboard brings its own, pages and data alike, and none is to be forgotten.
        application.UseWhen(context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase), branch => branch.Use(Guard));
        application.MapOrleansDashboard(Path).DisableRequestTimeout().ExcludeFromDescription();
    }

    private static Task Guard(HttpContext context, RequestDelegate next)
    {
        var (settings, token) = (context.RequestServices.GetRequiredService<WebSettings>(), context.RequestServices.GetRequiredService<AccessToken>());
        if (token.IsSet ? token.Opens(context.Request) : settings.IsLoopback) return next(context);
        if (!token.IsSet)
        {
            return TypedResults.Problem(
                "the dashboard is closed: Bloom:Http:DashboardToken is not set, and this node listens on more than loopback", statusCode: 403).ExecuteAsync(context);
        }

        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"BloomCoin dashboard\", charset=\"UTF-8\"";
        return TypedResults.Problem("the dashboard needs the token: as bearer, or as the password of any user", statusCode: 401).ExecuteAsync(context);
    }
}
