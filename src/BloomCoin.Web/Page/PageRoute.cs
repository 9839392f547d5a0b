using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace BloomCoin.Web.Page;

/// <summary>GET / and its files, which are in the assembly. They ask for nothing that is elsewhere, and a browser is told to see to that.</summary>
internal static class PageRoute
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void MapPage(this IEndpointRouteBuilder application)
    {
        foreach (var (name, file) in Read())
        {
            var path = name == "index.html" ? "/" : $"/{name}";
            application.MapGet(path, context => Send(context, file)).ExcludeFromDescription();
        }
    }

    private static IEnumerable<KeyValuePair<string, PageFile>> Read()
    {
        var assembly = typeof(PageRoute).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => Types.TryGetContentType(name, out _)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Types.TryGetContentType(name, out var type);
            yield return KeyValuePair.Create(name, PageFile.Of(bytes, type!));
        }
    }

    private static Task Send(HttpContext context, PageFile file)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers[HeaderNames.CacheControl] = "no-cache";
        headers[HeaderNames.ETag] = file.Tag;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Bytes.Length;
        return context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted).AsTask();
    }
}
