using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions;

internal sealed partial class PeerSession
{
    /// <summary>What this node offers (wire-protocol 3).</summary>
    public const NodeServices OwnServices = NodeServices.Blocks | NodeServices.Phases | NodeServices.Mempool;

    /// <summary>The peer said who it is.</summary>
    public void OnVersion(in VersionMessage version)
    {
        var reply = _handshake.OnVersion(version.Version, version.Nonce);
        if (reply.Refusal is null)
        {
            Peer = new PeerVersion(version.Version, version.Services, version.PrintableUserAgent());
            ClaimedHeight = version.StartHeight;
        }

        Act(reply);
    }

    /// <summary>The peer accepted our VERSION.</summary>
    public void OnVerack() => Act(_handshake.OnVerack());

    private void Act(HandshakeReply reply)
    {
        if (reply.SendVersion) SendVersion();
        if (reply.Refusal is { } reason)
        {
            if (reason == DisconnectReason.SelfConnection && Outbound) Context.Cluster.Addresses.Meet(Connection.Remote);
            if (reply.SendVersion) Connection.Finish(reason, reply.Detail!);
            else Connection.Close(reason, reply.Detail!);
            return;
        }

        if (reply.SendVerack) Send(default(VerackMessage));
        if (!_handshake.IsEstablished) return;
        EstablishedAt = Context.Time.GetTimestamp();
        if (IsFeeler)
        {
            Connection.Close(DisconnectReason.Feeler, "a node answers");
            return;
        }

        Context.Transactions.OnEstablished(this);
        Addresses.OnEstablished();
        _established(this);
    }

    private void SendVersion() => Send(new VersionMessage
    {
        Version = VersionMessage.CurrentVersion,
        Services = OwnServices,
        Timestamp = (ulong)Context.Time.GetUtcNow().ToUnixTimeSeconds(),
        Receiver = NetworkAddress.From(Connection.Remote),
        Sender = Context.ExternalAddress,
        Nonce = Context.Nonce,
        UserAgent = UserAgent,
        StartHeight = (uint)Context.Tip.Height,
    });
}

/// <summary>What a peer's VERSION said of it.</summary>
internal sealed record PeerVersion(uint Version, NodeServices Services, string UserAgent);
