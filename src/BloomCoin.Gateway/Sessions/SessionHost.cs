using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Listening;
using BloomCoin.Peering;
using Orleans.Runtime;

namespace BloomCoin.Gateway.Sessions;

/// <summary>Holds a socket from its first byte to its last: makes the session, reports it to its peer's grain, and cleans up.</summary>
internal sealed class SessionHost(GatewayContext context, Admission admission, ILocalSiloDetails silo)
{
    /// <summary>Holds a connection that this node made.</summary>
    /// <param name="socket">A connected one.</param>
    /// <param name="isFeeler">Whether the connection is to end when the handshake is complete; nobody hears of it then.</param>
    /// <param name="begun">Gets the session before its first byte.</param>
    /// <param name="onEstablished">Gets the session when the handshake is complete.</param>
    public async Task<HeldSession> HoldOutbound(
        Socket socket, bool isFeeler = false, Action<PeerSession>? begun = null, Action<PeerSession>? onEstablished = null)
    {
        using var slot = admission.Dialled((IPEndPoint)socket.RemoteEndPoint!);
        return await Hold(socket, slot, isFeeler, begun, onEstablished);
    }

    /// <summary>Completes when the connection has ended.</summary>
    public async Task<HeldSession> Hold(
        Socket socket, ConnectionSlot slot, bool isFeeler = false, Action<PeerSession>? begun = null, Action<PeerSession>? onEstablished = null)
    {
        Activity.Current = null;   // whoever had it dialled is answered long before it ends
        using var connection = new PeerConnection(socket, context.Magic, context.Time, context.Bandwidth, context.Metrics.Traffic);
        var session = new PeerSession(connection, slot.Outbound, context, session => Report(session, slot, onEstablished)) { IsFeeler = isFeeler };
        begun?.Invoke(session);
        context.Sessions.Add(session);
        slot.Session = session;
        try
        {
            var cause = await session.Run();
            context.Metrics.Disconnected(cause.Reason, slot.Outbound);
            context.Log.Disconnected(session.Key, GatewayMetrics.DirectionOf(slot.Outbound), cause.Reason, cause.Detail);
            if (cause.Fault is { } fault) context.Log.SessionFailed(fault);
            if (slot.Outbound && cause.Reason == DisconnectReason.SelfConnection) await context.Addresses.MarkOwn(connection.Remote);
            if (session.EstablishedAt is not { } established) return new HeldSession(null, default, cause.Reason);

            var held = new HeldSession(context.Time.GetElapsedTime(established), session.Peer!.Services, cause.Reason);
            if (isFeeler) return held;
            await (session.Reported ?? Task.CompletedTask);
            await Tell(session, peer => peer.Disconnected(connection.Id, $"{cause.Reason}: {cause.Detail}"));
            return held;
        }
        finally
        {
            context.Sessions.Remove(session);
        }
    }

    private void Report(PeerSession session, ConnectionSlot slot, Action<PeerSession>? onEstablished)
    {
        onEstablished?.Invoke(session);
        slot.Establish();
        var peer = session.Peer!;
        context.Log.Established(session.Key, GatewayMetrics.DirectionOf(session.Outbound), peer.UserAgent, session.ClaimedHeight);
        session.Reported = Announce(session, new PeerConnected(
            session.Connection.Id, silo.SiloAddress, session.Outbound, peer.Version, (ulong)peer.Services, peer.UserAgent, session.ClaimedHeight));
    }

    private async Task Announce(PeerSession session, PeerConnected connected)
    {
        await Tell(session, peer => peer.Connected(connected));
        context.Sessions.Announced();
    }

    /// <summary>A grain that cannot be told costs its news, not the connection: the next heartbeat names the peer again.</summary>
    private async Task Tell(PeerSession session, Func<IPeerGrain, Task> news)
    {
        try
        {
            await news(context.Grains.GetGrain<IPeerGrain>(session.Key));
        }
        catch (Exception exception)
        {
            context.Log.ReportFailed(exception, session.Key);
        }
    }
}
