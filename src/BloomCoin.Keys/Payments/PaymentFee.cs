namespace BloomCoin.Keys.Payments;

/// <summary>What a payment leaves to the miner: so much, or so much a byte of the signed transaction.</summary>
public readonly record struct PaymentFee
{
    private readonly ulong _fixed;
    private readonly ulong _perByte;

    private PaymentFee(ulong whole, ulong perByte) => (_fixed, _perByte) = (whole, perByte);

    /// <param name="units">The whole fee.</param>
    public static PaymentFee Fixed(ulong units) => new(units, 0);

    /// <param name="units">Units a byte.</param>
    public static PaymentFee PerByte(ulong units) => new(0, units);

    /// <summary>Units for a transaction of so many bytes.</summary>
    public UInt128 For(int length) => _fixed + (UInt128)_perByte * (uint)length;
}
