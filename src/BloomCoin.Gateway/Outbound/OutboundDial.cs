using System.Net;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using BloomCoin.Peering.Outbound;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Outbound;

/// <summary>One address that this gateway chose and dialled: from the attempt to the end of the connection.</summary>
internal sealed class OutboundDial(IPEndPoint endpoint, OutboundKind kind)
{
    public IPEndPoint EndPoint { get; } = endpoint;

    public NetworkAddress Address { get; } = NetworkAddress.From(endpoint);

    /// <summary>A pooled one may become a chosen one.</summary>
    public OutboundKind Kind { get; set; } = kind;

    /// <summary>Its session once there is one.</summary>
    public PeerSession? Session { get; set; }

    /// <summary>When the address book last heard of it; null before the first report.</summary>
    public long? Reported { get; set; }

    /// <summary>Whether the book knows that it is worth keeping.</summary>
    public bool IsKnownAsHeld { get; set; }

    /// <summary>The whole of it.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    /// <summary>Ends the connection; one that is still being made ends by itself.</summary>
    public void Close(DisconnectReason reason, string detail) => Session?.Connection.Close(reason, detail);

    public OutboundConnection View(TimeProvider time) => new(
        Address,
        Kind,
        Session?.EstablishedAt is { } established ? time.GetElapsedTime(established) : null,
        Session?.AnnouncedAt is { } announced ? time.GetElapsedTime(announced) : null);
}
