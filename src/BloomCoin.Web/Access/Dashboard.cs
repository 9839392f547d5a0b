using Microsoft.AspNetCore.Http.Timeouts;
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
        // Mapping it packs all that it shows: a fifth of the time in which a node starts, for pages that nobody may ever look at.
        var pages = new Lazy<RequestDelegate>(() => Pages(application.Services));

        // A branch and no routes: the dashboard brings its own, pages and data alike, and none is to be forgotten by the guard.
        application.MapWhen(context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase), branch =>
        {
            branch.Use(Guard);
            branch.Run(context =>
            {
                context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
                return pages.Value(context);
            });
        });
    }

    private static RequestDelegate Pages(IServiceProvider services)
    {
        var pages = new ApplicationBuilder(services);
        pages.UseRouting();
        pages.UseEndpoints(routes => routes.MapOrleansDashboard(Path).ExcludeFromDescription());
        return pages.Build();
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
