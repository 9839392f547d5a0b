using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Propagation;

/// <summary>
/// What one peer takes of blocks that it did not ask for: 10 a minute (wire-protocol 6). One more would be dropped unread, and the peer
/// would not even learn that there is a block; so it gets the header instead, and asks.
/// </summary>
internal sealed class PushAllowance(TimeProvider time)
{
    /// <summary>One fewer than the peer takes: what arrives closer together than it was sent must not find its bucket still empty.</summary>
    public static readonly int PerMinute = MessageRates.Default(MessageType.Block) - 1;

    private TokenBucket? _bucket;

    /// <summary>Whether a block may be sent. Asked by the announcement only.</summary>
    public bool TryTake() => (_bucket ??= new TokenBucket(PerMinute, time)).TryTake();
}
