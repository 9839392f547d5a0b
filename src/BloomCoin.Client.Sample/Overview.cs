using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Client.Sample;

/// <summary>What a node is doing: its tip, the phases of the next block, and who is connected.</summary>
internal sealed class Overview(IBloomClient node)
{
    /// <summary>Shows it once.</summary>
    /// <returns>Where events that are not in this picture begin.</returns>
    public async Task<EventPosition> Show(TextWriter output, CancellationToken cancellation)
    {
        // First: what happens while the rest is asked for comes as an event then.
        var position = await node.Events.GetPosition(cancellation);

        var identity = await node.Chain.GetIdentity(cancellation);
        var tip = await node.Chain.GetTip(cancellation);
        await output.WriteLineAsync($"{identity.Network}, height {tip.Height}, {tip.Hash}");

        var round = await node.Phases.GetRound(tip.Height + 1, cancellation);
        await output.WriteLineAsync(round is null
            ? $"phases of height {tip.Height + 1}: none"
            : $"phases of height {round.Merged.Height}: r = {round.Merged.Coherence:0.000} of {round.Merged.Contributors}");

        var peers = await node.Peers.List(PeerOrder.Age, descending: true, count: 10, cancellation);
        await output.WriteLineAsync($"{peers.Total} peers");
        foreach (var peer in peers.Peers) await output.WriteLineAsync($"  {peer.Address} {peer.UserAgent}");
        return position;
    }
}
