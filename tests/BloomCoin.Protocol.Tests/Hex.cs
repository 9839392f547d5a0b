namespace BloomCoin.Protocol.Tests;

/// <summary>Bytes written by hand: hexadecimal, with spaces between fields.</summary>
internal static class Hex
{
    public static byte[] Bytes(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
