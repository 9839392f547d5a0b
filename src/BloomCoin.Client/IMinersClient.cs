using BloomCoin.Abstractions.Mining;

namespace BloomCoin.Client;

/// <summary>The node's own miners.</summary>
public interface IMinersClient
{
    /// <summary>
    /// What a miner of the node is doing; one that was never started is not mining. Null when no silo of the node hosts miners.
    /// </summary>
    /// <param name="number">At least 0.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<MinerState?> GetState(int number, CancellationToken cancellation = default);
}
