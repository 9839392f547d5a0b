using BloomCoin.Chain.Rules;

namespace BloomCoin.Chain.Tests.Vectors;

/// <summary>Headers that follow a window at a given pace, each with the difficulty that is expected of it.</summary>
internal static class SyntheticHeaders
{
    public static readonly DateTimeOffset Never = DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue);

    /// <summary>Extends the window by that many headers and returns their bytes.</summary>
    public static byte[] Extend(HeaderWindow window, ChainParameters parameters, int count, uint interval)
    {
        var headers = new byte[count * BlockHeader.Length];
        for (var i = 0; i < count; i++)
        {
            var header = headers.AsSpan(i * BlockHeader.Length, BlockHeader.Length);
            Next(window, parameters, interval).Write(header);
            Assert.True(window.TryExtend(header, BlockHeader.HashOf(header), parameters, Never, out var violation), violation?.ToString());
        }
        return headers;
    }

    public static BlockHeader Next(HeaderWindow window, ChainParameters parameters, uint interval) => new(
        1, window.Hash, default, window.Timestamp + interval, window.NextDifficulty(parameters), (uint)window.Height, 0.9f, 1f, 63);
}
