using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Limits;

/// <summary>Holds one peer to the limits of wire-protocol 6: its own for each type, and its address's, which all its connections share. Used by the receive loop only.</summary>
/// <param name="session">The peer's.</param>
/// <param name="budget">Its address's; null where addresses say nothing, as on loopback.</param>
internal sealed class MessageLimits(PeerSession session, AddressBudget? budget)
{
    private MessageLimit?[]? _limits;

    /// <summary>Whether a message that nobody asked for may be looked at. Over a limit it is dropped; a flood ends the connection.</summary>
    public bool Admits(MessageType type)
    {
        var context = session.Context;
        switch (LimitOf(type).Judge())
        {
            case LimitVerdict.Accept when budget is null || budget.TryTake(type):
                return true;
            case LimitVerdict.Accept when budget!.MayNote():
            case LimitVerdict.IgnoreAndNote:
                session.Note(PeerEvent.RateLimited, 1);
                break;
            case LimitVerdict.Violation:
                session.Violate(type, ViolationKind.Flood, $"more than {MessageLimit.Tolerated} times the limit within a minute");
                break;
        }

        context.Metrics.Dropped(type);
        return false;
    }

    private MessageLimit LimitOf(MessageType type)
    {
        _limits ??= new MessageLimit?[MessageRates.LimitedTypes.Count];
        return _limits[MessageRates.IndexOf(type)] ??= new MessageLimit(session.Context.Rates.PerMinute(type), session.Context.Time);
    }
}
