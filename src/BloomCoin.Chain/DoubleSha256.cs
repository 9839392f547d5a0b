using System.Security.Cryptography;

namespace BloomCoin.Chain;

/// <summary>SHA-256 of SHA-256, as Bitcoin hashes blocks, transactions and merkle nodes.</summary>
public static class DoubleSha256
{
    /// <summary>Hashes without allocating.</summary>
    public static Hash256 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Hash256.Length];
        SHA256.HashData(bytes, hash);
        SHA256.HashData(hash, hash);
        return new Hash256(hash);
    }
}
