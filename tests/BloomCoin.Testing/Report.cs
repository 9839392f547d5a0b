using System.Globalization;
using Xunit;

namespace BloomCoin.Testing;

/// <summary>Lines into the running test's output: what was measured, and what a failure needs to be understood.</summary>
public static class Report
{
    public static void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    public static void Line(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);

    /// <summary>Takes part in the tests' randomness: the seed that BLOOM_TEST_SEED names, else a new one. It is printed.</summary>
    public static Random Random()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("BLOOM_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        Line($"BLOOM_TEST_SEED={seed} repeats this");
        return new Random(seed);
    }
}
