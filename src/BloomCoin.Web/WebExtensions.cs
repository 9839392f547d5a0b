using System.Text.Json;
using System.Text.Json.Serialization;
using BloomCoin.Web.Access;
using BloomCoin.Web.Api;
using BloomCoin.Web.Live;
using BloomCoin.Web.Page;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;

namespace BloomCoin.Web;

/// <summary>What a node shows over HTTP beside its health: the live view, the read-only API and its description, the dashboard.</summary>
public static class WebExtensions
{
    /// <summary>The document that describes the API, at /openapi/v1.json.</summary>
    public const string Version = "v1";

    /// <summary>Longer than a node needs that is well; a call that is repeated meanwhile is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds what <see cref="MapBloomCoinWeb"/> needs. <see cref="BloomCoin.Client.IBloomClient"/> is the host's to add.</summary>
    public static IServiceCollection AddBloomCoinWeb(this IServiceCollection services, WebSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new AccessToken(settings.Token));
        services.AddSingleton<LiveFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = Patience, TimeoutStatusCode = 503 });
        services.AddRateLimiter(limiter => ApiRate.Configure(limiter, settings.RequestsPerSecond));
        services.AddProblemDetails();
        services.AddExceptionHandler<NodeProblems>();
        services.AddValidation();
        services.AddOpenApi(Version, ApiDescription.Configure);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);   // so that the answer says what was wrong
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });

        // A page of elsewhere whose name was made to point to this machine is not to read what only this machine may.
        if (settings.IsLoopback) services.AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        return services;
    }

    /// <summary>Maps / and /live, /api/v1, /openapi/v1.json and /dashboard.</summary>
    public static void MapBloomCoinWeb(this WebApplication application)
    {
        var settings = application.Services.GetRequiredService<WebSettings>();
        if (settings.IsLoopback) application.UseHostFiltering();
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.UseRequestTimeouts();
        application.UseRateLimiter();
        application.MapOpenApi("/openapi/{documentName}.json").RequireRateLimiting(ApiRate.Policy);
        application.MapApi();
        application.MapLive();
        application.MapPage();
        if (settings.HasDashboard) application.MapDashboard();
    }
}
