using System.Buffers.Binary;
using BloomCoin.Chain;
using BloomCoin.Keys.Payments;
using CsCheck;

namespace BloomCoin.Keys.Tests.Payments;

/// <summary>Coins for payments of tests.</summary>
internal static class Purses
{
    public static readonly Hash256 Alice = DoubleSha256.Of("alice"u8);
    public static readonly Hash256 Bob = DoubleSha256.Of("bob"u8);

    /// <summary>Up to 40 coins: dust, usual ones, and some of the largest amount there may be.</summary>
    public static readonly Gen<SpendableCoin[]> Coins = Gen
        .OneOf(Gen.ULong[0, 2000], Gen.ULong[1, 1_000_000_000], Gen.Const(Constants.MaxAmount))
        .Array[0, 40]
        .Select(amounts => amounts.Select(Coin).ToArray());

    public static readonly Gen<PaymentFee> Fees =
        Gen.OneOf(Gen.ULong[0, 100_000].Select(PaymentFee.Fixed), Gen.ULong[0, 50].Select(PaymentFee.PerByte));

    public static readonly Gen<PaymentOrder> Orders = Gen.Select(
        Gen.OneOf(Gen.ULong[1, 3000], Gen.ULong[1, 10_000_000_000], Gen.ULong[1, Constants.MaxAmount]), Fees,
        (amount, fee) => new PaymentOrder(Bob, amount, fee, Alice));

    /// <summary>A coin of its own txid.</summary>
    public static SpendableCoin Coin(ulong amount, int number)
    {
        var seed = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(seed, number);
        return new(new OutPoint(DoubleSha256.Of(seed), (uint)number % 3), amount);
    }
}
