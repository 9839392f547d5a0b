using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Client;

/// <summary>What the node is made of.</summary>
public interface ISilosClient
{
    /// <summary>The silos that are alive, by name. What a silo does not tell of itself in time is null.</summary>
    Task<IReadOnlyList<SiloView>> List(CancellationToken cancellation = default);

    /// <summary>What each gateway carries, by name. One that does not answer is left out.</summary>
    Task<IReadOnlyList<GatewayLoad>> ListGateways(CancellationToken cancellation = default);
}

/// <summary>One silo.</summary>
/// <param name="Name">As <see cref="GatewayLoad.Gateway"/> and <see cref="PeerView.Gateway"/> have it.</param>
/// <param name="Address">Where other silos reach it, address:port.</param>
/// <param name="Started">When it started.</param>
/// <param name="Activations">Grains that live on it.</param>
/// <param name="Processor">The part of its machine's processors that is used, [0, 1].</param>
/// <param name="Memory">Bytes that it uses.</param>
public sealed record SiloView(string Name, string Address, DateTimeOffset Started, int? Activations, double? Processor, long? Memory);
