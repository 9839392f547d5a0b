using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Chain;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Mempool;

/// <summary>
/// How the mempool keeps up: with the best chain, with its clock, and with peers that do not know its clients' transactions.
/// </summary>
internal sealed partial class MempoolGrain
{
    private readonly IChainStore _blocks;
    private readonly MempoolLimits _limits;
    private readonly Recovery _recovery;
    private readonly ConnectedBlocks _connected;
    private readonly Rebroadcast _rebroadcast;

    /// <summary>The tip at which the pool is valid; null when it must be made anew from the store.</summary>
    private ChainTip? _caughtUp;

    private IDisposable? _shown;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The first beat loads what is kept: it may be more than an activation has time for.
        this.RegisterGrainTimer(Upkeep, new GrainTimerCreationOptions(TimeSpan.Zero, _limits.Upkeep) { KeepAlive = true });
        _shown = _metrics.Show(() => _pool);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _shown?.Dispose();
        return Task.CompletedTask;
    }

    public async Task OnTip()
    {
        try
        {
            await CatchUp();
        }
        catch (Exception exception)
        {
            // One-way: nobody hears it. The next call, or the next beat, tries again.
            _log.MempoolFellBehind(exception);
        }
    }

    private async Task Upkeep(CancellationToken stopping)
    {
        try
        {
            await CatchUp();
            await Expire();
            if (_rebroadcast.IsDue()) AnnounceAgain();
        }
        catch (Exception exception)
        {
            _log.MempoolFellBehind(exception);
        }
    }

    /// <summary>Brings the pool to the tip. Costs one call while the tip stands still, and one query more while nothing is held.</summary>
    private async Task<ChainTip> CatchUp()
    {
        var tip = await GrainFactory.GetGrain<IChainGrain>(0).GetTip();
        if (_caughtUp is { } current && current.Hash == tip.Hash) return current;

        // The store's own tip: coins are never read of a state before it, so nothing is called immature that is not.
        tip = await _blocks.ReadTip() ?? tip;
        var before = _caughtUp;
        _caughtUp = null;   // whatever fails from here on: the pool is made anew
        if (before is null || (await _store.ReadUndone(1)).Count > 0) await Recover(tip);
        else if (_pool.Count > 0 && before.Hash != tip.Hash) await Advance(before, tip);

        _refused.Clear();
        _orphans.Clear();
        _caughtUp = tip;
        _loaded.TrySetResult();
        return tip;
    }

    private async Task Recover(ChainTip tip)
    {
        _pool = await _recovery.Run(tip.Height + 1, verified: _pool);
        if (_pool.Count > 0) _log.MempoolRecovered(_pool.Count, tip.Height);
    }

    /// <summary>Takes out what the new blocks hold, and what they made impossible.</summary>
    private async Task Advance(ChainTip from, ChainTip to)
    {
        if (await _connected.Find(from, to) is not { } blocks)
        {
            await Recover(to);
            return;
        }

        var gone = new List<Hash256>();
        await foreach (var block in _connected.Read(blocks))
        {
            foreach (var transaction in block.Transactions.Where(one => !one.IsCoinbase)) Confirm(transaction, gone);
        }

        await Forget(gone);
    }

    private void Confirm(Transaction transaction, List<Hash256> gone)
    {
        if (_pool.Confirm(transaction.Id)) gone.Add(transaction.Id);
        else gone.AddRange(transaction.Inputs.SelectMany(input => RemoveSpender(input.Spends)));
    }

    private IEnumerable<Hash256> RemoveSpender(OutPoint output) =>
        _pool.FindSpender(output) is { } rival ? _pool.Remove(rival.Id).Select(one => one.Id) : [];

    private async Task Expire()
    {
        var expired = _time.GetUtcNow() - _limits.Expiry;
        var old = _pool.BestFirst.Where(held => held.Received <= expired).Select(held => held.Id).ToList();
        if (old.Count == 0) return;
        _log.TransactionsExpired(old.Count);
        try
        {
            await Forget([.. old.SelectMany(id => _pool.Remove(id).Select(one => one.Id))]);
        }
        catch
        {
            _caughtUp = null;
            throw;
        }
    }

    private async Task Forget(List<Hash256> gone)
    {
        if (gone.Count > 0) await _store.Change(new MempoolChange([], gone, []));
    }

    private void AnnounceAgain()
    {
        var local = Txids(_pool.ParentsFirst.Where(held => held.IsLocal && IsRelayed(held)).Take(MaxInventory));
        if (local.Length > 0) _gateways.PushTransactions(new TransactionNews(local, null, Again: true));
    }
}
