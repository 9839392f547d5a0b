using BloomCoin.Abstractions.Peers;
using BloomCoin.Client.Watch;

namespace BloomCoin.Client.Facts;

/// <summary>A node at a glance.</summary>
/// <param name="Network">Its network.</param>
/// <param name="Height">The tip's height.</param>
/// <param name="Hash">The tip's hash.</param>
/// <param name="Time">The tip's timestamp.</param>
/// <param name="Sync">How it catches up.</param>
/// <param name="WorkingHeight">The height of the block that is worked on.</param>
/// <param name="Coherence">The merged coherence; null when nothing is held.</param>
/// <param name="Contributors">How many are in the merge.</param>
/// <param name="Miners">Its miners that mine.</param>
/// <param name="Waiting">Transactions that wait for a block.</param>
/// <param name="Gateways">Who holds how many peers.</param>
/// <param name="Silos">What it is made of.</param>
public sealed record StatusFacts(
    string Network,
    int Height,
    string Hash,
    string Time,
    SyncFacts Sync,
    int WorkingHeight,
    float? Coherence,
    int Contributors,
    IReadOnlyList<MinerFacts> Miners,
    int Waiting,
    IReadOnlyList<GatewayFacts> Gateways,
    IReadOnlyList<SiloFacts> Silos)
{
    /// <summary>Asks for all of it.</summary>
    public static async Task<StatusFacts> Read(IBloomClient node, CancellationToken cancellation = default)
    {
        var (seen, waiting, gateways, silos) = (
            new NodePoll(node).Read(cancellation),
            node.Mempool.List(1, cancellation),
            node.Silos.ListGateways(cancellation),
            node.Silos.List(cancellation));
        await Task.WhenAll(seen, waiting, gateways, silos);
        return Of(await seen, (await waiting).Count, await gateways, await silos);
    }

    private static StatusFacts Of(NodeSnapshot node, int waiting, IReadOnlyList<GatewayLoad> gateways, IReadOnlyList<SiloView> silos) => new(
        node.Network,
        node.Tip.Height,
        node.Tip.Hash.ToString(),
        UtcTime.Format(node.TipTime),
        SyncFacts.Of(node.Sync),
        node.WorkingHeight,
        node.Round?.Merged.Coherence,
        node.Round?.Merged.Contributors ?? 0,
        [.. node.Miners.Select(miner => MinerFacts.Of(miner.Key, miner.Value))],
        waiting,
        [.. gateways.Select(GatewayFacts.Of)],
        [.. silos.Select(SiloFacts.Of)]);
}

/// <summary>What one gateway carries, since it started.</summary>
/// <param name="Name">Its silo.</param>
/// <param name="Inbound">Connections that peers made.</param>
/// <param name="Outbound">Connections that it made.</param>
/// <param name="MessagesReceived">From peers.</param>
/// <param name="MessagesSent">To peers.</param>
/// <param name="BytesReceived">From peers.</param>
/// <param name="BytesSent">To peers.</param>
public sealed record GatewayFacts(string Name, int Inbound, int Outbound, long MessagesReceived, long MessagesSent, long BytesReceived, long BytesSent)
{
    /// <summary>What a gateway says of itself.</summary>
    public static GatewayFacts Of(GatewayLoad load) =>
        new(load.Gateway, load.Inbound, load.Outbound, load.MessagesReceived, load.MessagesSent, load.BytesReceived, load.BytesSent);
}

/// <summary>One silo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where other silos reach it.</param>
/// <param name="Started">When it started.</param>
/// <param name="Activations">Grains that live on it; null where it did not say.</param>
/// <param name="Processor">The part of its machine's processors that is used, [0, 1].</param>
/// <param name="Memory">Bytes that it uses.</param>
public sealed record SiloFacts(string Name, string Address, string Started, int? Activations, double? Processor, long? Memory)
{
    /// <summary>What is known of a silo.</summary>
    public static SiloFacts Of(SiloView silo) => new(
        silo.Name, silo.Address, UtcTime.Format(silo.Started), silo.Activations, silo.Processor is { } part ? Math.Round(part, 4) : null, silo.Memory);
}
