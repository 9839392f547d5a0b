using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace BloomCoin.Web.Access;

/// <summary>The secret that opens what is not for everybody: sent as a bearer token, or as the password of basic credentials, whatever the name.</summary>
internal sealed class AccessToken(string? secret)
{
    private const string Bearer = "Bearer ", Basic = "Basic ";

    private readonly byte[]? _hash = secret is null ? null : HashOf(secret);

    public bool IsSet => _hash is not null;

    /// <summary>Whether a request shows it. Takes the same time whatever is wrong.</summary>
    public bool Opens(HttpRequest request)
    {
        if (_hash is null || Shown(request.Headers[HeaderNames.Authorization].ToString()) is not { } shown) return false;
        return CryptographicOperations.FixedTimeEquals(HashOf(shown), _hash);
    }

    private static string? Shown(string header)
    {
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return header[Bearer.Length..].Trim();
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length)) return null;
        var credentials = Encoding.UTF8.GetString(bytes, 0, length);
        return credentials.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? credentials[(colon + 1)..] : null;
    }

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
