using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering;

/// <summary>The handshake of one connection (wire-protocol 3), without a socket: what arrives goes in, what to send comes out.</summary>
/// <remarks>
/// 1. The connecting side sends VERSION at once. The accepting side answers with its VERSION, then VERACK.
/// 2. Each side sends VERACK when it accepts the other's VERSION.
/// 3. A side that has received both VERSION and VERACK is established.
/// 4. Refused: a version below 1, a nonce of ours, a second VERSION or VERACK, a VERACK for a VERSION that was not sent,
///    and any other message before the handshake is complete.
/// A connection to ourselves is still told our VERSION, if it was not: by its nonce the other end sees whom it dialled.
/// The deadline of 10 s is the connection's to keep.
/// </remarks>
/// <param name="outbound">True on the connecting side.</param>
/// <param name="isOurs">Whether a nonce is in a VERSION of this node: of any gateway of its cluster.</param>
public sealed class Handshake(bool outbound, Func<ulong, bool> isOurs)
{
    /// <summary>The oldest version that is spoken with.</summary>
    public const uint MinimumVersion = 1;

    /// <summary>From connecting to established (handshake_timeout).</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private bool _versionSent, _versionReceived, _verackReceived;

    public bool IsEstablished => _versionReceived && _verackReceived;

    /// <summary>What to send as soon as the connection stands.</summary>
    public HandshakeReply Open()
    {
        _versionSent = outbound;
        return outbound ? HandshakeReply.Version : HandshakeReply.Nothing;
    }

    /// <summary>Takes the peer's VERSION in.</summary>
    public HandshakeReply OnVersion(uint version, ulong nonce)
    {
        if (_versionReceived)
        {
            return HandshakeReply.Refuse(DisconnectReason.ProtocolViolation, "a second VERSION");
        }

        if (isOurs(nonce))
        {
            var refusal = HandshakeReply.Refuse(DisconnectReason.SelfConnection, "the VERSION carries a nonce of ours") with { SendVersion = !_versionSent };
            _versionSent = true;
            return refusal;
        }

        if (version < MinimumVersion)
        {
            return HandshakeReply.Refuse(DisconnectReason.VersionTooOld, $"version {version}, at least {MinimumVersion} is spoken");
        }

        _versionReceived = true;
        var reply = _versionSent ? HandshakeReply.Verack : HandshakeReply.VersionAndVerack;
        _versionSent = true;
        return reply;
    }

    /// <summary>Takes the peer's VERACK in.</summary>
    public HandshakeReply OnVerack()
    {
        if (_verackReceived || !_versionSent)
        {
            return HandshakeReply.Refuse(
                DisconnectReason.ProtocolViolation, _verackReceived ? "a second VERACK" : "a VERACK for a VERSION that was not sent");
        }

        _verackReceived = true;
        return HandshakeReply.Nothing;
    }

    /// <summary>Whether a message may come now: before the handshake is complete, only its own two.</summary>
    public bool Admits(MessageType type) => IsEstablished || type is MessageType.Version or MessageType.Verack;
}
