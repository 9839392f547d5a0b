using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>What stands in for an OpenTelemetry collector: takes what is posted and says 200.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Post> _posts = new();

    private Collector(WebApplication application) => _application = application;

    public IReadOnlyCollection<Post> Posts => _posts;

    public string Address => _application.Urls.Single();

    /// <param name="protocols">HTTP/2 for gRPC, which is spoken without TLS here.</param>
    public static async Task<Collector> Start(HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = protocols));
        var collector = new Collector(builder.Build());
        collector._application.Run(collector.Take);
        await collector._application.StartAsync();
        return collector;
    }

    /// <summary>Whether something posted to a path has each of these texts in it: protobuf holds strings as they are.</summary>
    public bool Holds(string path, params string[] texts) => Array.TrueForAll(
        texts, text => _posts.Any(post => post.Path == path && post.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0));

    /// <summary>The traces that have a span of this name. In a span's bytes its trace is the last field of 16 bytes numbered 1 before its name, which is numbered 5.</summary>
    public IEnumerable<string> TracesOf(string span)
    {
        byte[] name = [0x2A, (byte)span.Length, .. Encoding.ASCII.GetBytes(span)];
        foreach (var body in _posts.Where(post => post.Path == "/v1/traces").Select(post => post.Body))
        {
            for (var at = body.AsSpan().IndexOf(name); at >= 0;)
            {
                if (body.AsSpan(0, at).LastIndexOf((byte[])[0x0A, 0x10]) is var trace and >= 0) yield return Convert.ToHexString(body, trace + 2, 16);
                var next = body.AsSpan(at + name.Length).IndexOf(name);
                at = next < 0 ? -1 : at + name.Length + next;
            }
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _posts.Enqueue(new Post(context.Request.Path, context.Request.ContentType ?? "", body.ToArray()));
        context.Response.ContentType = context.Request.ContentType;
        if (!context.Response.SupportsTrailers()) return;
        await context.Response.Body.WriteAsync(new byte[5]);   // an empty message, as gRPC frames it
        context.Response.AppendTrailer("grpc-status", "0");
    }

    public sealed record Post(string Path, string ContentType, byte[] Body);
}
