using BloomCoin.Abstractions.Addresses;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Client.Connection;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace BloomCoin.Client;

/// <summary>
/// Repeats calls that failed on the way, where that is safe: reads are, what the node holds already it says it holds, and a ban
/// replaces itself. The others are made once.
/// </summary>
/// <remarks>A silo that dies is replaced within 1 to 11 s; the pauses sum to 18 s.</remarks>
public sealed class RetryingClient(IBloomClient node, TimeProvider time) : IBloomClient
{
    /// <summary>Calls made before giving up: one and seven repeats.</summary>
    public const int Attempts = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public Task<ChainIdentity> GetIdentity(CancellationToken cancellation) => Repeat(node.GetIdentity, cancellation);

    public Task<ChainTip> GetTip(CancellationToken cancellation) => Repeat(node.GetTip, cancellation);

    public Task<AppendReport> Append(BlockBatch blocks, CancellationToken cancellation) =>
        Repeat(c => node.Append(blocks, c), cancellation);

    public Task<HeaderRange> GetHeaders(int start, int count, CancellationToken cancellation) =>
        Repeat(c => node.GetHeaders(start, count, c), cancellation);

    public Task<BlockAnswer> GetBlocks(IReadOnlyList<Hash256> hashes, int maxBytes, CancellationToken cancellation) =>
        Repeat(c => node.GetBlocks(hashes, maxBytes, c), cancellation);

    public Task<FoundBlock?> FindBlock(Hash256 hash, CancellationToken cancellation) => Repeat(c => node.FindBlock(hash, c), cancellation);

    public Task<FoundBlock?> GetBlockAt(int height, CancellationToken cancellation) =>
        Repeat(c => node.GetBlockAt(height, c), cancellation);

    public Task<Balance> GetBalance(Hash256 address, CancellationToken cancellation) =>
        Repeat(c => node.GetBalance(address, c), cancellation);

    public Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation) =>
        Repeat(c => node.GetUnspent(address, after, count, c), cancellation);

    public Task<Supply> GetSupply(CancellationToken cancellation) => Repeat(node.GetSupply, cancellation);

    public Task<SubmitReport> Submit(TransactionBatch transactions, CancellationToken cancellation) =>
        Repeat(c => node.Submit(transactions, c), cancellation);

    public Task<MempoolView> GetMempool(int count, CancellationToken cancellation) => Repeat(c => node.GetMempool(count, c), cancellation);

    public Task<TransactionAnswer> FindTransactions(IReadOnlyList<Hash256> txids, int maxBytes, CancellationToken cancellation) =>
        Repeat(c => node.FindTransactions(txids, maxBytes, c), cancellation);

    public Task<PhaseRound?> GetPhases(int? height, CancellationToken cancellation) =>
        Repeat(c => node.GetPhases(height, c), cancellation);

    public Task<MinerState?> GetMiner(int number, CancellationToken cancellation) => Repeat(c => node.GetMiner(number, c), cancellation);

    public Task<AddressPage> GetAddresses(int offset, int count, CancellationToken cancellation) =>
        Repeat(c => node.GetAddresses(offset, count, c), cancellation);

    public Task<PeerList> GetPeers(PeerOrder order, bool descending, int count, CancellationToken cancellation) =>
        Repeat(c => node.GetPeers(order, descending, count, c), cancellation);

    public Task<string> Connect(string host, int port, CancellationToken cancellation) => Once(node.Connect(host, port, cancellation));

    public Task<int> Disconnect(string address, CancellationToken cancellation) => Once(node.Disconnect(address, cancellation));

    public Task<AddressBan[]> GetBans(int offset, int count, CancellationToken cancellation) =>
        Repeat(c => node.GetBans(offset, count, c), cancellation);

    public Task<AddressReputation> Ban(string address, TimeSpan length, string reason, CancellationToken cancellation) =>
        Repeat(c => node.Ban(address, length, reason, c), cancellation);

    public Task<bool> Unban(string address, CancellationToken cancellation) => Once(node.Unban(address, cancellation));

    public Task<SyncStatus> GetSyncStatus(CancellationToken cancellation) => Repeat(node.GetSyncStatus, cancellation);

    private static async Task<T> Once<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (Exception failure) when (IsTransient(failure))
        {
            throw new NodeUnreachableException($"the node did not answer, and may have done it all the same: {failure.Message}", failure);
        }
    }

    private async Task<T> Repeat<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call(cancellation);
            }
            catch (Exception failure) when (IsTransient(failure))
            {
                if (attempt == Attempts)
                {
                    throw new NodeUnreachableException($"the node stopped answering: {Attempts} calls failed, the last with: {failure.Message}", failure);
                }
            }

            await Task.Delay(pause, time, cancellation);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static bool IsTransient(Exception failure) =>
        failure is SiloUnavailableException or TimeoutException or OrleansMessageRejectionException or ConnectionFailedException;
}
