using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using NSec.Cryptography;

namespace BloomCoin.Keys;

/// <summary>Verifies the signatures that rule 6 leaves open: Ed25519 over the transaction's bytes without its signatures.</summary>
public static class SignatureCheck
{
    /// <summary>Claims below which starting threads costs more than it saves: one takes about 40 us.</summary>
    private const int WorthSharing = 4;

    /// <summary>The position of the first claim that does not verify, -1 when all do. Uses all cores; blocks its thread meanwhile.</summary>
    public static int FindInvalid(IReadOnlyList<SignatureClaim> claims)
    {
        if (claims.Count < WorthSharing)
        {
            for (var i = 0; i < claims.Count; i++)
            {
                if (!Verifies(claims[i])) return i;
            }

            return -1;
        }

        var result = Parallel.For(0, claims.Count, (i, loop) =>
        {
            if (!Verifies(claims[i])) loop.Break();
        });
        return (int?)result.LowestBreakIteration ?? -1;
    }

    /// <summary>Whether one signature verifies. An address that is no public key verifies nothing.</summary>
    public static bool Verifies(in SignatureClaim claim)
    {
        Span<byte> address = stackalloc byte[Hash256.Length];
        claim.Address.CopyTo(address);
        return PublicKey.TryImport(SignatureAlgorithm.Ed25519, address, KeyBlobFormat.RawPublicKey, out var key)
            && SignatureAlgorithm.Ed25519.Verify(key!, claim.Transaction.GetSigningBytes(), claim.Transaction.Inputs[claim.Input].Signature.Span);
    }
}
