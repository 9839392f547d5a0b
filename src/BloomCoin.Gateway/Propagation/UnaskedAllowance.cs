using BloomCoin.Gateway.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Propagation;

/// <summary>What one peer may send of blocks that nobody asked it for: 10 a minute (wire-protocol 6), and only while the gateway has room for their bytes.</summary>
internal sealed class UnaskedAllowance(UnaskedBlocks gateway, MessageLimits limits)
{
    private int _reserved;

    /// <summary>Whether a block that nobody asked for may be taken. Asked again for the same frame it says the same.</summary>
    public bool Allows(int length)
    {
        if (_reserved > 0) return true;
        if (!limits.Admits(MessageType.Block) || !gateway.TryReserve(length)) return false;
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
