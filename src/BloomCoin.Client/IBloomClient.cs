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

namespace BloomCoin.Client;

/// <summary>A node as an application sees it. The node may be one process or a cluster; the grains behind this do not differ.</summary>
/// <remarks>
/// Calls that fail because a silo is gone or late are repeated a bounded number of times; then they fail with <see
/// cref="NodeUnreachableException"/>. <see cref="Connect"/>, <see cref="Disconnect"/> and <see cref="Unban"/> are made once: repeated,
/// they would do or say something else.
/// </remarks>
public interface IBloomClient
{
    /// <summary>Which network the node is on.</summary>
    Task<ChainIdentity> GetIdentity(CancellationToken cancellation);

    /// <summary>The node's best block.</summary>
    Task<ChainTip> GetTip(CancellationToken cancellation);

    /// <summary>Gives the node consecutive blocks, oldest first. Giving known blocks again is harmless: they count as accepted.</summary>
    Task<AppendReport> Append(BlockBatch blocks, CancellationToken cancellation);

    /// <summary>
    /// Headers of the best chain from a height on, at most 2000. Fewer come at the end of a segment: go on from <see
    /// cref="HeaderRange.End"/>. None come beyond the tip.
    /// </summary>
    Task<HeaderRange> GetHeaders(int start, int count, CancellationToken cancellation);

    /// <summary>Blocks by hash, on any branch: the first of them that fit <paramref name="maxBytes"/>, and at least one.</summary>
    /// <param name="hashes">1 to 500 hashes.</param>
    /// <param name="maxBytes">The answer stops after the block with which it reaches this.</param>
    Task<BlockAnswer> GetBlocks(IReadOnlyList<Hash256> hashes, int maxBytes, CancellationToken cancellation);

    /// <summary>A block of any branch, with its height and work; null when the node does not know it.</summary>
    Task<FoundBlock?> FindBlock(Hash256 hash, CancellationToken cancellation);

    /// <summary>The block of the best chain at a height; null beyond the tip.</summary>
    Task<FoundBlock?> GetBlockAt(int height, CancellationToken cancellation);

    /// <summary>What an address owns at the tip, units. An address that was never paid owns nothing: that is no error.</summary>
    Task<Balance> GetBalance(Hash256 address, CancellationToken cancellation);

    /// <summary>
    /// A page of an address' unspent outputs, ordered by txid and position. A page with fewer than asked for is the last; <see
    /// cref="UnspentPages.ReadUnspent"/> reads them all.
    /// </summary>
    /// <param name="address">An Ed25519 public key.</param>
    /// <param name="after">The last output of the page before; null for the first page.</param>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation);

    /// <summary>All unspent outputs: their number and their sum in units. The node reads them all for it.</summary>
    Task<Supply> GetSupply(CancellationToken cancellation);

    /// <summary>
    /// Gives the node transactions: a verdict each, in their order. What it calls accepted is durable. Giving one again is
    /// harmless: it is already held.
    /// </summary>
    /// <param name="transactions">At most 1000, of at most 100 000 bytes each.</param>
    /// <param name="cancellation">Ends the wait; the node may hold the transactions all the same.</param>
    Task<SubmitReport> Submit(TransactionBatch transactions, CancellationToken cancellation);

    /// <summary>What waits for a block: number and bytes of all, and the best of them by fee rate.</summary>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<MempoolView> GetMempool(int count, CancellationToken cancellation);

    /// <summary>
    /// Waiting transactions by txid, as many of the first as <paramref name="maxBytes"/> allows, and at least one. Those that no
    /// longer wait are named as missing.
    /// </summary>
    /// <param name="txids">1 to 1000 txids.</param>
    /// <param name="maxBytes">The answer stops with the transaction that reaches this.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<TransactionAnswer> FindTransactions(IReadOnlyList<Hash256> txids, int maxBytes, CancellationToken cancellation);

    /// <summary>
    /// What peers and miners have contributed for a height, and their merge. Null when nothing is held, which is so of every height
    /// outside [tip - 100, tip + 2], for which no grain is asked, and where no silo of the node hosts phases.
    /// </summary>
    /// <param name="height">The height of the block that they work on; null for tip + 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<PhaseRound?> GetPhases(int? height, CancellationToken cancellation);

    /// <summary>
    /// What a miner of the node is doing; one that was never started is not mining. Null when no silo of the node hosts miners.
    /// </summary>
    /// <param name="number">At least 0.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<MinerState?> GetMiner(int number, CancellationToken cancellation);

    /// <summary>The node's address book: how much it holds, and a page of its addresses, those that answered last first.</summary>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<AddressPage> GetAddresses(int offset, int count, CancellationToken cancellation);

    /// <summary>Connected peers of all the node's gateways, the first in an order.</summary>
    /// <param name="order">What they are ordered by.</param>
    /// <param name="descending">The largest first.</param>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<PeerList> GetPeers(PeerOrder order, bool descending, int count, CancellationToken cancellation);

    /// <summary>
    /// Dials a peer once, whether or not it is banned. Fails with <see cref="PeerUnavailableException"/>, which says why.
    /// </summary>
    /// <returns>The address that answered, address:port.</returns>
    Task<string> Connect(string host, int port, CancellationToken cancellation);

    /// <summary>Ends connections, and bans nobody.</summary>
    /// <param name="address">address:port, an IPv4 address, or an IPv6 /64.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many there were.</returns>
    Task<int> Disconnect(string address, CancellationToken cancellation);

    /// <summary>
    /// A page of the addresses that are banned, those whose ban ends first first. A page with fewer than asked for is the last; <see
    /// cref="BanPages.ReadBans"/> reads them all.
    /// </summary>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<AddressBan[]> GetBans(int offset, int count, CancellationToken cancellation);

    /// <summary>Bans an address, or changes its ban. It is durable then, and the address's connections are being closed.</summary>
    /// <param name="address">An IPv4 address or an IPv6 /64, as <see cref="PeerAddress.TryParseAccount"/> has it.</param>
    /// <param name="length">How long, from now.</param>
    /// <param name="reason">Why, in words; the first 200 characters are kept.</param>
    /// <param name="cancellation">Ends the wait; the node may ban it all the same.</param>
    /// <returns>What is thought of the address now; without a ban where that was so short that it has ended.</returns>
    Task<AddressReputation> Ban(string address, TimeSpan length, string reason, CancellationToken cancellation);

    /// <summary>Ends a ban and forgets the score that led to it. False when there was none.</summary>
    /// <param name="address">An IPv4 address or an IPv6 /64, as <see cref="PeerAddress.TryParseAccount"/> has it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<bool> Unban(string address, CancellationToken cancellation);

    /// <summary>What the sync with the node's peers is doing.</summary>
    Task<SyncStatus> GetSyncStatus(CancellationToken cancellation);
}
