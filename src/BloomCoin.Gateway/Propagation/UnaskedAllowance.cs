using BloomCoin.Peering.Limits;

namespace BloomCoin.Gateway.Propagation;

/// <summary>What one peer may send of blocks that nobody asked it for: 10 a minute (wire-protocol 6), and only while the gateway has room for their bytes.</summary>
internal sealed class UnaskedAllowance(UnaskedBlocks gateway, TimeProvider time)
{
    /// <summary>Unasked blocks of one peer that are taken in a minute (wire-protocol 6).</summary>
    public const int PerMinute = 10;

    private TokenBucket? _bucket;
    private int _reserved;

    /// <summary>Whether a block that nobody asked for may be taken. Asked again for the same frame it says the same.</summary>
    public bool Allows(int length)
    {
        if (_reserved > 0) return true;
        if (!(_bucket ??= new TokenBucket(PerMinute, time)).TryTake() || !gateway.TryReserve(length)) return false;
        _reserved = length;
        return true;
    }

    /// <summary>The frame was handled, or will never be complete.</summary>
    public void Return()
    {
        gateway.Release(_reserved);
        _reserved = 0;
    }
}
