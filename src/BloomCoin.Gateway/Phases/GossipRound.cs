using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Gossip;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Phases;

/// <summary>One round of gossip (wire-protocol 4): the merge of the working height, to the peers that may lack it, as the strategy says.</summary>
internal sealed class GossipRound(SessionRegistry sessions, HeldPhases held, IGossipStrategy strategy)
{
    public async Task Run()
    {
        var peers = sessions.AllEstablished.Where(session => session.Peer!.Services.HasFlag(NodeServices.Phases)).ToList();
        if (peers.Count == 0) return;

        var height = held.WorkingHeight;
        var merge = await held.Find(height);
        if (merge is not null) peers.RemoveAll(peer => !peer.Phases.MayLack(merge));
        var plan = strategy.Plan(peers, held.RecentCoherence(height));

        if (merge is not null)
        {
            foreach (var peer in plan.Push) peer.Phases.Push(merge);
        }

        if (plan.Announce.Count == 0 || held.All() is not { Length: > 0 } all) return;
        foreach (var peer in plan.Announce) peer.Phases.Announce(all);
    }
}
