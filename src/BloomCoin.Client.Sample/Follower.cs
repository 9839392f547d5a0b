using BloomCoin.Abstractions.Events;

namespace BloomCoin.Client.Sample;

/// <summary>Says what happens at a node, a line an event.</summary>
internal sealed class Follower(IBloomClient node)
{
    /// <summary>Follows from a position until so many tips have come, or it is cancelled.</summary>
    public async Task Follow(EventPosition after, int tips, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await foreach (var what in node.Events.Read(after, cancellation))
            {
                await output.WriteLineAsync($"{what.At:HH:mm:ss} {Describe(what)}");
                if (what is TipMoved && --tips == 0) return;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl+C.
        }
    }

    private static string Describe(NodeEvent what) => what switch
    {
        TipMoved { Undone: 0 } tip => $"height {tip.Height}, {tip.Hash}, {tip.Transactions} transactions",
        TipMoved tip => $"height {tip.Height}, {tip.Hash}, a reorganisation: {tip.Undone} blocks undone, {tip.Added} added",
        TransactionsAccepted accepted => $"{accepted.Count} transactions wait for a block",
        CoherenceReached reached => $"phases of height {reached.Height}: {reached.Level}, r = {reached.Coherence:0.000} of {reached.Contributors}",
        AddressBanned banned => $"{banned.Ban.Address} is banned until {banned.Ban.Until:u}: {banned.Ban.Reason}",
        AddressUnbanned unbanned => $"{unbanned.Address} is no longer banned",
        ConnectionsChanged connections => $"{connections.Total} connections over {connections.Gateways.Length} gateways",
        EventsMissed missed => $"missed {(missed.Count is { } count ? $"{count} events" : "what happened while a silo was replaced")}",
        _ => what.GetType().Name,   // of a later version
    };
}
