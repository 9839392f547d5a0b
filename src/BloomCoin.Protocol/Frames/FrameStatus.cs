namespace BloomCoin.Protocol.Frames;

/// <summary>What to do with the bytes at the start of a connection's buffer.</summary>
public enum FrameStatus : byte
{
    /// <summary>No fault so far, and not whole yet: <see cref="Frame.Length"/> says how many bytes it takes.</summary>
    Incomplete = 0,

    /// <summary>A known type, the length within its cap, the checksum right. Consume <see cref="Frame.Length"/> bytes.</summary>
    Complete,

    /// <summary>
    /// A type of a later version, within 32 MiB. Decided from the header alone, so most of its bytes may be still to come: discard
    /// <see cref="Frame.Length"/> bytes as they arrive, without buffering them. Its checksum is therefore never verified.
    /// </summary>
    Skip,

    /// <summary>A rule is broken, the violation names it. Nothing that follows on this connection can be trusted: close it.</summary>
    Violation,
}
