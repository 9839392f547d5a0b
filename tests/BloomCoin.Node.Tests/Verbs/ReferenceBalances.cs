using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BloomCoin.Chain;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Chains;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary>Who owns what at the reference chain's tip, as the public implementation states it: reference-chain-2500.json.</summary>
internal static class ReferenceBalances
{
    private static readonly JsonElement Stated =
        JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(ReferenceChain.Path, ".json"))).RootElement;

    /// <summary>Unspent outputs.</summary>
    public static long Outputs => Stated.GetProperty("utxo_count").GetInt64();

    /// <summary>Units of all unspent outputs.</summary>
    public static ulong Total => Stated.GetProperty("utxo_total").GetUInt64();

    /// <summary>Units by address.</summary>
    public static IReadOnlyDictionary<Hash256, ulong> ByAddress { get; } = Stated.GetProperty("balances").EnumerateObject()
        .ToDictionary(entry => Hash256.Parse(entry.Name), entry => entry.Value.GetUInt64());

    /// <summary>The owners' keys: SHA-256("bloom vector key N") as seed, N = 0 to 7.</summary>
    public static PrivateKey Key(int n) => PrivateKey.FromSeed(SHA256.HashData(Encoding.ASCII.GetBytes($"bloom vector key {n}")));
}
