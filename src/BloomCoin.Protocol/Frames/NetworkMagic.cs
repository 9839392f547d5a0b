namespace BloomCoin.Protocol.Frames;

/// <summary>The four bytes that open every frame and tell one network from another (wire-protocol 1).</summary>
/// <param name="Value">The bytes as a big-endian integer.</param>
public readonly record struct NetworkMagic(uint Value)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = sizeof(uint);

    /// <summary><c>42 4C 43 00</c>, "BLC\0".</summary>
    public static NetworkMagic Mainnet => new(0x424C4300);

    /// <summary><c>42 4C 43 01</c>: a network of its own, for trials.</summary>
    public static NetworkMagic Devnet => new(0x424C4301);

    /// <summary>Whether what has arrived can still open a frame of this network, however few bytes it is.</summary>
    /// <remarks>So a stranger is recognised by the first byte that differs, not by the fourth.</remarks>
    public bool Agrees(ReadOnlySpan<byte> received)
    {
        var compared = Math.Min(received.Length, Size);
        for (var index = 0; index < compared; index++)
        {
            if (received[index] != (byte)(Value >> (8 * (Size - 1 - index)))) return false;
        }

        return true;
    }
}
