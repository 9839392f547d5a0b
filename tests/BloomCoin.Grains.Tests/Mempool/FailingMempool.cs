using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>A real store whose changes fail while its test says so, before or after they took place.</summary>
internal sealed class FailingMempool : IMempoolStore
{
    private IMempoolStore _store = null!;

    /// <summary>The next changes fail and do nothing.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The next changes take place and fail all the same, as when the connection is lost behind a commit.</summary>
    public bool LosesAnswers { get; set; }

    public IMempoolStore Around(IMempoolStore store)
    {
        _store = store;
        return this;
    }

    public Task<IReadOnlyList<KeptTransaction>> ReadTransactions(long after, int count, CancellationToken cancellation = default) =>
        _store.ReadTransactions(after, count, cancellation);

    public Task<IReadOnlyList<UndoneBlock>> ReadUndone(int count, CancellationToken cancellation = default) =>
        _store.ReadUndone(count, cancellation);

    public async Task Change(MempoolChange change, CancellationToken cancellation = default)
    {
        if (!IsBroken) await _store.Change(change, cancellation);
        if (IsBroken || LosesAnswers) throw new ChainStoreException("the database went away", isTransient: true, new IOException());
    }
}
