using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BloomCoin.Web.Api;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BloomCoin.Web.Live;

/// <summary>GET /live: server-sent events for the page. Each connection begins with all there is, so that one that was lost is simply made again.</summary>
internal static class LiveRoute
{
    public const string Path = "/live";

    /// <summary>How long a page waits before it connects again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    public static void MapLive(this IEndpointRouteBuilder application) => application.MapGet(Path, Get)
        .RequireRateLimiting(ApiRate.Policy).DisableRequestTimeout().ExcludeFromDescription();

    private static IResult Get(LiveFeed feed, IOptions<JsonOptions> json, IHostApplicationLifetime lifetime, HttpContext context)
    {
        if (!feed.TryEnter()) return TypedResults.Problem($"{LiveFeed.MaxWatchers} pages watch already", statusCode: StatusCodes.Status503ServiceUnavailable);
        context.Response.OnCompleted(() =>
        {
            feed.Leave();
            return Task.CompletedTask;
        });

        // The host waits for open requests when it stops, and this one has no end of its own.
        var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(end);
        return TypedResults.ServerSentEvents(Events(feed, JsonSerializer.Serialize(LiveGreeting.Current, json.Value.SerializerOptions), end.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> Events(LiveFeed feed, string greeting, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new SseItem<string>(greeting, "hello") { ReconnectionInterval = Again };
        LiveFrame? before = null;
        await using var frames = feed.Watch(cancellation).GetAsyncEnumerator(cancellation);
        while (await Moves(frames))
        {
            var frame = frames.Current;
            if (frame.Lost is { } lost) yield return new SseItem<string>(lost, "lost");
            if (IsNew(frame.Peers, before?.Peers)) yield return new SseItem<string>(frame.Peers!, "peers");
            if (IsNew(frame.Blocks, before?.Blocks)) yield return new SseItem<string>(frame.Blocks!, "blocks");
            if (frame.Lost is null && IsNew(frame.State, before?.State)) yield return new SseItem<string>(frame.State!, "state");
            before = frame;
        }
    }

    private static bool IsNew(string? now, string? before) => now is not null && now != before;

    /// <summary>That the reader left, or the host stops, is an ordinary end.</summary>
    private static async Task<bool> Moves(IAsyncEnumerator<LiveFrame> frames)
    {
        try
        {
            return await frames.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
