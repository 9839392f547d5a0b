using System.Security.Cryptography;

namespace BloomCoin.Web.Page;

/// <summary>A file of the page, as it is sent.</summary>
/// <param name="Bytes">Its content, UTF-8.</param>
/// <param name="Type">Its content type.</param>
/// <param name="Tag">Its entity tag: another content has another.</param>
internal sealed record PageFile(byte[] Bytes, string Type, string Tag)
{
    /// <summary>Hexadecimal digits that tell two versions of a file apart.</summary>
    private const int TagDigits = 16;

    public static PageFile Of(byte[] bytes, string type) => new(
        bytes,
        type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type,
        $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..TagDigits]}\"");
}
