using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BloomCoin.Peering;

/// <summary>The operating system's randomness behind <see cref="Random"/>: what peers must not predict is drawn from it. Tests use a seeded one instead.</summary>
public sealed class UnpredictableRandom : Random
{
    public override int Next() => Next(int.MaxValue);

    public override int Next(int maxValue) => maxValue <= 1 ? 0 : RandomNumberGenerator.GetInt32(maxValue);

    public override int Next(int minValue, int maxValue) => minValue >= maxValue ? minValue : RandomNumberGenerator.GetInt32(minValue, maxValue);

    public override long NextInt64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) & long.MaxValue;
    }

    public override void NextBytes(byte[] buffer) => RandomNumberGenerator.Fill(buffer);

    public override void NextBytes(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);

    public override double NextDouble() => Sample();

    protected override double Sample() => (NextInt64() >> 10) * (1.0 / (1L << 53));
}
