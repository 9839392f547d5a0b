using System.Globalization;
using Microsoft.Extensions.Options;

namespace BloomCoin.Client.Connection;

/// <summary>Tries again until <see cref="BloomClientOptions.ConnectTimeout"/> has passed, so that a client may start before its node.</summary>
internal sealed class ConnectDeadline(IOptions<BloomClientOptions> options, TimeProvider time, ConnectTrail trail) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly long _start = time.GetTimestamp();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        var limit = options.Value.ConnectTimeout;
        if (time.GetElapsedTime(_start) + Pause >= limit)
        {
            throw new NodeUnreachableException(Describe(limit, exception), exception);
        }

        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    private string Describe(TimeSpan limit, Exception exception) => string.Create(
        CultureInfo.InvariantCulture,
        $"no node answered at {options.Value.Whereabouts} within {limit.TotalSeconds:0.#} s{trail.Hint()}{ClusterMembership.Hint(exception)}");
}
