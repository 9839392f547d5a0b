using System.Security.Cryptography;
using Polly;
using Polly.Retry;

namespace BloomCoin.Client.Connection;

/// <summary>How often a call that was lost is made again, and after which pauses.</summary>
/// <remarks>
/// A silo that dies is replaced within 1 to 11 s; the pauses sum to 18 s at least. Each is longer by up to a quarter, drawn by chance,
/// so that the clients of a silo that died do not come back all at once.
/// </remarks>
internal static class CallRepeats
{
    /// <summary>The name of the pipeline, as an application's logs and metrics have it.</summary>
    public const string Name = "BloomCoin.Client";

    /// <summary>Calls made before giving up: one and seven repeats.</summary>
    public const int Attempts = 8;

    private const int LongerByPercent = 25;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Makes a pipeline one that repeats calls.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="time">The clock of the pauses.</param>
    public static void Configure(ResiliencePipelineBuilder pipeline, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Attempts - 1,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } failure && NodeCalls.IsTransient(failure)),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Pause(arguments.AttemptNumber)),
        });
    }

    private static TimeSpan Pause(int repeat)
    {
        var pause = FirstPause * Math.Pow(2, repeat);
        var longer = RandomNumberGenerator.GetInt32(LongerByPercent + 1) / 100.0;
        return (pause < LongestPause ? pause : LongestPause) * (1 + longer);
    }
}
