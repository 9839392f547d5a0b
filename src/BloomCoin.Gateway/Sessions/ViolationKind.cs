using BloomCoin.Protocol;

namespace BloomCoin.Gateway.Sessions;

/// <summary>The rule that a peer broke, as it is counted: those that bytes show by themselves, and those that only a session can know.</summary>
internal enum ViolationKind
{
    WrongMagic = ProtocolViolation.WrongMagic,
    LengthOverCap = ProtocolViolation.LengthOverCap,
    BadChecksum = ProtocolViolation.BadChecksum,
    LengthMismatch = ProtocolViolation.LengthMismatch,
    CountOutOfRange = ProtocolViolation.CountOutOfRange,
    InvalidUserAgent = ProtocolViolation.InvalidUserAgent,
    InvalidNotFoundType = ProtocolViolation.InvalidNotFoundType,
    CoherenceOutOfRange = ProtocolViolation.CoherenceOutOfRange,

    /// <summary>A message before the handshake was complete.</summary>
    BeforeHandshake = 100,

    /// <summary>Three times over a limit.</summary>
    Flood,

    /// <summary>More headers than were asked for.</summary>
    TooManyHeaders,

    /// <summary>Headers that nobody asked for, and too many to announce a block.</summary>
    UnaskedHeaders,
}
