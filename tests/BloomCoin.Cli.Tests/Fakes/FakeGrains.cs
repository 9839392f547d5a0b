using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using Orleans.Concurrency;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>The grains of a node, over a node in memory that the silo's services hold.</summary>
internal sealed class FakeChainGrain(FakeNode node) : Grain, IChainGrain
{
    public Task<ChainTip> GetTip() => node.GetTip(CancellationToken.None);

    public Task<ChainIdentity> GetIdentity() => node.GetIdentity(CancellationToken.None);

    public Task<AppendReport> Append(BlockBatch blocks) => node.Append(blocks, CancellationToken.None);

    public Task<AppendReport> Offer(BlockBatch block, Guid? source) => throw new NotSupportedException();

    public Task<int> FindCondemned(byte[] hashes) => throw new NotSupportedException();

    public Task<Ancestry?> GetAncestors(Hash256 block, int count) => throw new NotSupportedException();
}

internal sealed class FakeSegmentGrain(FakeNode node) : Grain, IChainSegmentGrain
{
    public Task<HeaderRange> GetHeaders(int start, int count) =>
        start / IChainSegmentGrain.Heights == this.GetPrimaryKeyLong()
            ? node.GetHeaders(start, count, CancellationToken.None)
            : throw new ArgumentOutOfRangeException(nameof(start), start, "not of this segment");

    public Task<BlockAnswer> GetBlocks(BlockRequest request) => throw new NotSupportedException();

    public Task Invalidate(int fromHeight) => throw new NotSupportedException();
}

[StatelessWorker]
internal sealed class FakeReaderGrain(FakeNode node) : Grain, IBlockReaderGrain
{
    public Task<BlockAnswer> Read(BlockRequest request) =>
        node.GetBlocks([.. Enumerable.Range(0, request.Count).Select(i => request[i])], request.MaxBytes, CancellationToken.None);
}

[StatelessWorker]
internal sealed class FakeLedgerGrain(FakeNode node) : Grain, ILedgerGrain
{
    public Task<Balance> GetBalance(Hash256 address) => node.GetBalance(address, CancellationToken.None);

    public Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count) =>
        node.GetUnspent(address, after, count, CancellationToken.None);

    public Task<Supply> GetSupply() => node.GetSupply(CancellationToken.None);

    public Task<FoundBlock?> FindBlock(Hash256 hash) => node.FindBlock(hash, CancellationToken.None);

    public Task<FoundBlock?> GetBlockAt(int height) => node.GetBlockAt(height, CancellationToken.None);

    public Task<FoundBlock?> FindBlockOf(Hash256 txid) => node.FindBlockOf(txid, CancellationToken.None);
}

internal sealed class FakeAddressBookGrain(FakeNode node) : Grain, IAddressBookGrain
{
    public Task<AddressPage> List(int offset, int count) => node.GetAddresses(offset, count, CancellationToken.None);

    public Task<AddressStatistics> GetStatistics() => throw new NotSupportedException();

    public Task<int> Add(AddressBatch addresses) => throw new NotSupportedException();

    public Task<byte[]> Sample() => throw new NotSupportedException();

    public Task<IPEndPoint[]> Select(AddressQuery query) => throw new NotSupportedException();

    public Task<IPEndPoint?> SelectForTest(AddressQuery query) => throw new NotSupportedException();

    public Task<IPEndPoint[]> SelectAnchors(int count) => throw new NotSupportedException();

    public Task Trying(IPEndPoint address) => throw new NotSupportedException();

    public Task Good(IPEndPoint address, ulong services, bool isHeld) => throw new NotSupportedException();

    public Task Failed(IPEndPoint address) => throw new NotSupportedException();

    public Task Left(IPEndPoint address) => throw new NotSupportedException();

    public Task MarkOwn(IPEndPoint address) => throw new NotSupportedException();

    public Task Scored(string account, double score) => throw new NotSupportedException();
}

internal sealed class FakeMempoolGrain(FakeNode node) : Grain, IMempoolGrain
{
    public Task<SubmitReport> Submit(TransactionBatch transactions, Guid? source) =>
        source is null
            ? node.Submit(transactions, CancellationToken.None)
            : throw new ArgumentException("a client is no connection", nameof(source));

    public Task<TransactionAnswer> Find(byte[] txids, int maxBytes) =>
        node.FindTransactions([.. txids.Chunk(Hash256.Length).Select(txid => new Hash256(txid))], maxBytes, CancellationToken.None);

    public Task<MempoolView> List(int count) => node.GetMempool(count, CancellationToken.None);

    public Task<byte[]> FindUnknown(byte[] txids) => throw new NotSupportedException();

    public Task<byte[]> GetInventory(int count) => throw new NotSupportedException();

    public Task<BlockSelection> SelectForBlock(int maxBytes) => throw new NotSupportedException();

    public Task OnTip() => throw new NotSupportedException();
}
