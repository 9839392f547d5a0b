namespace BloomCoin.Protocol.Tests;

/// <summary>Bytes written by hand: hexadecimal, with spaces between fields.</summary>
internal static class Hex
{
    public static byte[] Bytes(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>A field of one repeated byte: a hash that is easy to tell from another.</summary>
    public static string Repeat(string octet, int times) => string.Concat(Enumerable.Repeat(octet, times));

    public static byte[] Filled(byte value, int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }
}
