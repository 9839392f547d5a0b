using Microsoft.Net.Http.Headers;

namespace BloomCoin.Web.Api;

/// <summary>Entity tags: what the caller has already is not sent again.</summary>
internal static class Unchanged
{
    private const string Forever = "public, max-age=31536000, immutable", AskAgain = "no-cache";

    /// <summary>Tags an answer, and says whether the caller has it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="tag">Names the content: two contents have two tags.</param>
    /// <param name="isImmutable">Whether this address will never have another content.</param>
    public static bool IsKnown(HttpContext context, string tag, bool isImmutable)
    {
        var entity = new EntityTagHeaderValue($"\"{tag}\"");
        context.Response.GetTypedHeaders().ETag = entity;
        context.Response.Headers[HeaderNames.CacheControl] = isImmutable ? Forever : AskAgain;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(entity, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
    }
}
