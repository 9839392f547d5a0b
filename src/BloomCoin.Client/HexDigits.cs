namespace BloomCoin.Client;

/// <summary>Bytes as hexadecimal digits, as people and programs pass transactions around.</summary>
public static class HexDigits
{
    /// <summary>False of nothing, of an odd number of digits, and of whatever is no digit.</summary>
    public static bool TryParse(string? text, out byte[] bytes)
    {
        var isHex = text is { Length: > 0 } && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
        bytes = isHex ? Convert.FromHexString(text!) : [];
        return isHex;
    }
}
