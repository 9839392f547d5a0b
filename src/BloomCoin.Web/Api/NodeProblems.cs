using BloomCoin.Abstractions;
using BloomCoin.Client.Connection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;
using Orleans.Runtime;

namespace BloomCoin.Web.Api;

/// <summary>Failures as problem details (RFC 9457): what the caller did wrong in words, what the node lacks as 503, a bug of ours without a word of it.</summary>
internal sealed class NodeProblems : IExceptionHandler
{
    /// <summary>A silo that died is replaced within seconds.</summary>
    private const string RetryAfter = "2";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = Judge(exception);
        if (status == StatusCodes.Status503ServiceUnavailable) httpContext.Response.Headers[HeaderNames.RetryAfter] = RetryAfter;
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    private static (int Status, string? Detail) Judge(Exception exception) => exception switch
    {
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, "the node's store does not answer"),
        NodeUnreachableException or OrleansException or TimeoutException or OperationCanceledException =>
            (StatusCodes.Status503ServiceUnavailable, "the node's grains do not answer"),
        _ => (StatusCodes.Status500InternalServerError, null),
    };
}
