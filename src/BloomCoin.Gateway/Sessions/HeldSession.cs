using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions;

/// <summary>A connection that has ended.</summary>
/// <param name="Established">How long it was established; null when it never was.</param>
/// <param name="Services">What the peer's VERSION offered.</param>
/// <param name="Reason">Why it ended.</param>
internal sealed record HeldSession(TimeSpan? Established, NodeServices Services, DisconnectReason Reason);
