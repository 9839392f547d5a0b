using BloomCoin.Chain;

namespace BloomCoin.Storage;

/// <summary>Transactions that wait for a block, and the blocks that a reorganisation took off the best chain until their transactions are back here.</summary>
/// <remarks>
/// <see cref="IChainStore.Reorganise"/> notes the undone blocks in its own transaction, and <see cref="Change"/> crosses them off
/// in the one that keeps their transactions: whenever the process dies, none is lost.
/// </remarks>
public interface IMempoolStore
{
    /// <summary>Kept transactions in the order of their arrival, after a number of <see cref="KeptTransaction.Number"/> (0: from the first).</summary>
    Task<IReadOnlyList<KeptTransaction>> ReadTransactions(long after, int count, CancellationToken cancellation = default);

    /// <summary>Blocks that left the best chain and are not crossed off, lowest first.</summary>
    Task<IReadOnlyList<UndoneBlock>> ReadUndone(int count, CancellationToken cancellation = default);

    /// <summary>Applies all of a change or nothing. One that is kept already, or gone already, stays so.</summary>
    Task Change(MempoolChange change, CancellationToken cancellation = default);
}

/// <summary>A transaction as it is kept. <paramref name="Number"/> orders arrivals; the store gives it, so 0 will do on the way in.</summary>
/// <param name="Number">Its place among the arrivals.</param>
/// <param name="Id">The txid.</param>
/// <param name="Received">When it arrived: it expires by this.</param>
/// <param name="IsLocal">Whether it came from a client of this node, which announces it again until it is in a block.</param>
/// <param name="Bytes">The transaction.</param>
public sealed record KeptTransaction(long Number, Hash256 Id, DateTimeOffset Received, bool IsLocal, ReadOnlyMemory<byte> Bytes);

/// <summary>A block that left the best chain.</summary>
public sealed record UndoneBlock(Hash256 Hash, int Height, byte[] Bytes);

/// <summary>What changes in one transaction.</summary>
/// <param name="Added">Transactions to keep.</param>
/// <param name="Removed">Txids to forget.</param>
/// <param name="Returned">Undone blocks to cross off.</param>
public sealed record MempoolChange(
    IReadOnlyList<KeptTransaction> Added, IReadOnlyList<Hash256> Removed, IReadOnlyList<Hash256> Returned);
