using System.Globalization;

namespace BloomCoin.Node.Tests.Crash;

/// <summary>How often a test kills: a few times with every change, and as often as BLOOM_KILL_ROUNDS says for figures.</summary>
internal static class KillRounds
{
    public static int Or(int few) => int.TryParse(Environment.GetEnvironmentVariable("BLOOM_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : few;
}
