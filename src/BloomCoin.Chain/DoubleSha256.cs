using System.Security.Cryptography;
using BloomCoin.Shared;

namespace BloomCoin.Chain;

/// <summary>SHA-256 of SHA-256, as Bitcoin hashes blocks, transactions and merkle nodes.</summary>
public static class DoubleSha256
{
    /// <summary>Hashes without allocating.</summary>
    public static Hash256 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Hash256.Length];
        Once(bytes, hash);
        Once(hash, hash);
        return new Hash256(hash);
    }

    private static void Once(ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        if (!OpenSslSha256.TryHash(bytes, hash)) SHA256.HashData(bytes, hash);
    }
}
