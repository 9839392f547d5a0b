using System.Security.Cryptography;
using BloomCoin.Chain;
using NSec.Cryptography;

namespace BloomCoin.Keys;

/// <summary>
/// The key of an address: whoever has it owns the outputs there. It never shows its seed; only a <see cref="KeyFile"/> gets it.
/// </summary>
public sealed class PrivateKey : IDisposable
{
    /// <summary>32 bytes: the seed of RFC 8032, from which everything else follows.</summary>
    public const int SeedLength = 32;

    private readonly Key _key;

    private PrivateKey(Key key)
    {
        _key = key;
        Address = new Hash256(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>Its Ed25519 public key: where outputs for its owner go.</summary>
    public Hash256 Address { get; }

    /// <summary>A new key, from the system's random source.</summary>
    public static PrivateKey Generate() => new(Key.Create(SignatureAlgorithm.Ed25519, Exportable()));

    /// <summary>The key of a seed.</summary>
    /// <param name="seed">32 bytes.</param>
    public static PrivateKey FromSeed(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedLength, nameof(seed));
        return new(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, Exportable()));
    }

    /// <summary>
    /// The same transaction with every input signed by this key: Ed25519 over the bytes without signatures (chain-format,
    /// Transaction). The txid stays.
    /// </summary>
    public Transaction Sign(Transaction transaction)
    {
        var signature = SignatureAlgorithm.Ed25519.Sign(_key, transaction.GetSigningBytes());
        var inputs = transaction.Inputs.Select(input => input with { Signature = signature }).ToArray();
        return Transaction.Create(inputs, transaction.Outputs, transaction.LockTime, transaction.Version);
    }

    /// <summary>Whose key it is; the seed is not shown.</summary>
    public override string ToString() => $"the key of {Address}";

    public void Dispose() => _key.Dispose();

    /// <summary>Writes the seed to <paramref name="destination"/>, which the caller clears.</summary>
    internal void CopySeedTo(Span<byte> destination)
    {
        var seed = _key.Export(KeyBlobFormat.RawPrivateKey);
        seed.CopyTo(destination);
        CryptographicOperations.ZeroMemory(seed);
    }

    private static KeyCreationParameters Exportable() => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
}
