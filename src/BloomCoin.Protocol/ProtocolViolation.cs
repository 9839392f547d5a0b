namespace BloomCoin.Protocol;

/// <summary>The rule that a frame or a payload breaks, as far as its own bytes show it.</summary>
/// <remarks>
/// wire-protocol 7 punishes each of them as <c>protocol_violation</c>. What only a session can know (a message before the
/// handshake, a second VERSION, a rate) is judged where the session's state lives.
/// </remarks>
public enum ProtocolViolation : byte
{
    /// <summary>No rule is broken.</summary>
    None = 0,

    /// <summary>The first four bytes are not this network's magic: another network, or no BloomCoin peer (wire-protocol 1).</summary>
    WrongMagic,

    /// <summary>The length is over the cap of its type, or over 32 MiB (wire-protocol 2). Seen from the header alone.</summary>
    LengthOverCap,

    /// <summary>The checksum field is not the payload's SHA-256 prefix, or its upper four bytes are not zero (wire-protocol 1).</summary>
    BadChecksum,

    /// <summary>The payload is shorter or longer than its layout and its own counts say (wire-protocol 2).</summary>
    LengthMismatch,

    /// <summary>A count lies outside the range of its message (wire-protocol 2 and 6).</summary>
    CountOutOfRange,

    /// <summary>VERSION's user_agent is not UTF-8 (wire-protocol 3).</summary>
    InvalidUserAgent,

    /// <summary>NOT_FOUND names a type that nobody can ask for: only BLOCK and TX are asked for by hash (wire-protocol 2).</summary>
    InvalidNotFoundType,

    /// <summary>A coherence in COHERENCE is not a number, infinite, or outside [0, 1] (wire-protocol 4).</summary>
    CoherenceOutOfRange,
}
