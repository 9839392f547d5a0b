using System.Net;
using System.Net.Sockets;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using BloomCoin.Peering.Outbound;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Outbound;

internal sealed partial class OutboundPeers
{
    /// <returns>False when the address is not to be dialled after all.</returns>
    private bool Begin(IPEndPoint address, OutboundKind kind, CancellationToken stopping)
    {
        var dial = new OutboundDial(address, kind);
        if (!(kind == OutboundKind.Chosen ? MayChoose(address) : MayDial(address)) || !_dials.TryAdd(dial.Address, dial))
        {
            backoffs.Ended(dial.Address, TimeSpan.Zero);
            return false;
        }

        dial.Ended = DialAndHold(dial, stopping);
        return true;
    }

    /// <summary>What the book cannot know: who is banned here, and who dialled in.</summary>
    private bool MayDial(IPEndPoint address) => IsWelcome(address)
        && (IPAddress.IsLoopback(address.Address)
            || !context.Sessions.AllEstablished.Any(session => NetworkAddress.From(session.Connection.Remote).Address == NetworkAddress.From(address).Address));

    /// <summary>The same of one that is to be kept, of whose network there is none yet: anchors and pooled connections come without a look at the others.</summary>
    private bool MayChoose(IPEndPoint address) =>
        IsWelcome(address)
        && !TakenGroups().Contains(NetworkGroup.Of(address.Address, settings.ExemptLoopback))
        && (_dials.ContainsKey(NetworkAddress.From(address)) || MayDial(address));

    /// <summary>Neither banned, nor ourselves, nor of a network that has its share.</summary>
    private bool IsWelcome(IPEndPoint address) =>
        !context.Bans.IsBanned(PeerAddress.AccountOf(address.Address))
        && !context.Cluster.Addresses.Contains(address)
        && admission.MayDial(address.Address);

    /// <summary>Everything about one address. It ends in the address book, and with the address left alone for a while.</summary>
    private async Task DialAndHold(OutboundDial dial, CancellationToken stopping)
    {
        await Task.Yield();   // the beat goes on
        HeldSession? held = null;
        try
        {
            await context.Addresses.Book.Trying(dial.EndPoint);
            var socket = await Dialer.Dial(dial.EndPoint, context.Time, stopping);
            held = await host.HoldOutbound(socket, dial.Kind == OutboundKind.Feeler, session => Begun(dial, session, stopping));
        }
        catch (SocketException exception)
        {
            context.Log.AddressDead(dial.EndPoint, exception.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            context.Log.OutboundEnded();
        }
        catch (Exception exception)
        {
            context.Log.OutboundDelayed(exception);
        }

        await Conclude(dial, held, stopping);
    }

    /// <summary>Whoever stops the gateway closes the sessions that it sees; this one may come too late to be seen.</summary>
    private static void Begun(OutboundDial dial, PeerSession session, CancellationToken stopping)
    {
        dial.Session = session;
        if (stopping.IsCancellationRequested) dial.Close(DisconnectReason.ShuttingDown, "this node is stopping");
    }

    private async Task Conclude(OutboundDial dial, HeldSession? held, CancellationToken stopping)
    {
        _ended.Enqueue((dial, held?.Established ?? TimeSpan.Zero));
        _dials.TryRemove(dial.Address, out _);
        if (stopping.IsCancellationRequested) return;   // that it ended is no fault of the peer's
        try
        {
            var book = context.Addresses.Book;
            if (held?.Established is null)
            {
                if (held?.Reason != DisconnectReason.SelfConnection) await book.Failed(dial.EndPoint);
                return;
            }

            if (dial.Reported is null) await book.Good(dial.EndPoint, (ulong)held.Services, isHeld: false);
            await book.Left(dial.EndPoint);
        }
        catch (Exception exception)
        {
            context.Log.OutboundDelayed(exception);
        }
    }

    /// <summary>The handshake succeeded; it was worth keeping; it still is.</summary>
    private async Task ReportWhenDue(OutboundDial dial)
    {
        if (dial.Session is not { EstablishedAt: { } established } session || dial.Kind == OutboundKind.Feeler) return;
        var isHeld = dial.Kind == OutboundKind.Chosen && context.Time.GetElapsedTime(established) >= settings.WorthKeepingAfter;
        var isNews = dial.Reported is not { } reported || isHeld != dial.IsKnownAsHeld || context.Time.GetElapsedTime(reported) >= settings.ReportEvery;
        if (!isNews) return;
        await context.Addresses.Book.Good(dial.EndPoint, (ulong)session.Peer!.Services, isHeld);
        (dial.Reported, dial.IsKnownAsHeld) = (context.Time.GetTimestamp(), isHeld);
    }
}
