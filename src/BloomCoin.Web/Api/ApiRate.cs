using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace BloomCoin.Web.Api;

/// <summary>How often one address may ask: each question costs the cluster grain calls and reads of the store. An IPv6 /64 is one address.</summary>
/// <remarks>An address that is quiet until its tokens are full again is forgotten, so what strangers make grow here is what asked in the last seconds.</remarks>
internal static class ApiRate
{
    public const string Policy = "api";

    /// <summary>Seconds of requests that may come at once.</summary>
    private const int Burst = 5;

    public static void Configure(RateLimiterOptions limiter, int requestsPerSecond)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, cancellation) => Refuse(rejected.HttpContext, requestsPerSecond);
        limiter.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(AccountOf(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst * requestsPerSecond,
            TokensPerPeriod = requestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
    }

    /// <summary>Whom a request counts against.</summary>
    internal static IPAddress AccountOf(IPAddress? remote)
    {
        if (remote is null) return IPAddress.None;
        if (remote.IsIPv4MappedToIPv6) return remote.MapToIPv4();
        if (remote.AddressFamily != AddressFamily.InterNetworkV6) return remote;
        var bytes = remote.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static async ValueTask Refuse(HttpContext context, int requestsPerSecond)
    {
        context.Response.Headers[HeaderNames.RetryAfter] = "1";
        await TypedResults.Problem(string.Create(CultureInfo.InvariantCulture, $"more than {requestsPerSecond} requests a second from one address"), statusCode: 429)
            .ExecuteAsync(context);
    }
}
