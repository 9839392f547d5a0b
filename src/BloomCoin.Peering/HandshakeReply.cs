namespace BloomCoin.Peering;

/// <summary>What one step of a <see cref="Handshake"/> asks of the connection: things to send, in this order, then the end if it is refused.</summary>
public readonly record struct HandshakeReply(bool SendVersion, bool SendVerack, DisconnectReason? Refusal, string? Detail)
{
    public static readonly HandshakeReply Nothing;
    public static readonly HandshakeReply Version = new(SendVersion: true, SendVerack: false, null, null);
    public static readonly HandshakeReply Verack = new(SendVersion: false, SendVerack: true, null, null);
    public static readonly HandshakeReply VersionAndVerack = new(SendVersion: true, SendVerack: true, null, null);

    public static HandshakeReply Refuse(DisconnectReason reason, string detail) => new(false, false, reason, detail);
}
