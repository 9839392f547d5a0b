using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Storage;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Chain;

internal sealed partial class ChainWriter
{
    /// <summary>Takes candidates until the first that is refused, and after them the orphans that waited for them.</summary>
    private async Task<AppendReport> Take(ReadOnlyMemory<CandidateBlock> candidates, Guid? source)
    {
        using var span = Instrumentation.Source.StartActivity("bloom.chain.take");
        IsTipUncertain = true;   // until this ends: what throws may throw behind a commit
        var accepted = 0;
        BlockRefusal? refusal = null;
        while (accepted < candidates.Length && refusal is null)
        {
            (var taken, refusal) = await TakeRun(candidates[accepted..], source);
            await TakeOrphans(candidates.Slice(accepted, taken));
            accepted += taken;
        }

        if (refusal?.Kind == RefusalKind.Orphan) _orphans.Add(candidates.Span[accepted]);
        if (refusal is not null) Refused(refusal);
        span?.SetTag("bloom.blocks", candidates.Length).SetTag("bloom.accepted", accepted).SetTag("bloom.height", _best.Height).SetTag("bloom.refusal", refusal?.Kind);
        IsTipUncertain = false;
        return new AppendReport(accepted, _best.Tip, refusal);
    }

    /// <summary>Blocks that are stored now may be the parents of blocks that came earlier; those of others, and so on.</summary>
    private async Task TakeOrphans(ReadOnlyMemory<CandidateBlock> stored)
    {
        if (_orphans.Count == 0) return;
        var parents = new Queue<Hash256>(stored.ToArray().Select(candidate => candidate.Hash!.Value));
        while (_orphans.Count > 0 && parents.TryDequeue(out var parent))
        {
            foreach (var child in _orphans.TakeChildren(parent))
            {
                var (_, refusal) = await TakeRun(new[] { child }, null);
                if (refusal is not null) Refused(refusal);
                else parents.Enqueue(child.Hash!.Value);
            }
        }
    }

    private void Refused(BlockRefusal refusal)
    {
        metrics.Refused(refusal.Kind);
        log.BlockRefused(refusal.Height, refusal.Rule, refusal.Reason);
    }

    /// <summary>Takes the candidates, from the first, that link to each other on one branch.</summary>
    /// <returns>How many are stored now, and why the next is not.</returns>
    private async Task<(int Taken, BlockRefusal? Refusal)> TakeRun(ReadOnlyMemory<CandidateBlock> candidates, Guid? source)
    {
        while (true)
        {
            if (await TryTakeRun(candidates, source) is { } result) return result;
            await Reload();
        }
    }

    /// <summary>The same by the tip that this writer knows; null when the store has another.</summary>
    private async Task<(int Taken, BlockRefusal? Refusal)?> TryTakeRun(ReadOnlyMemory<CandidateBlock> candidates, Guid? source)
    {
        var first = candidates.Span[0];
        if (IsCondemned(first) is { } known) return (0, Refuse(-1, candidates, known));

        var onTip = first.Parent == _best.Hash;
        if (!onTip && first.Block is { } block && await store.FindHeader(block.Hash) is not null) return (1, null);

        var branch = onTip ? _best : first.Parent is { } parent ? await _branches.EndingIn(parent) : null;
        if (branch is null) return (0, Refuse(-1, candidates, first.Violation ?? Orphan(first.Parent)));

        var run = await branch.Extend(candidates, parameters, time.GetUtcNow());
        if (!await (run.Blocks.Count > 0 ? Commit(branch, run, source) : IsAtTip())) return null;
        return (run.Blocks.Count, run.Violation is null ? null : Refuse(run.Trial.Height + 1, candidates[run.Blocks.Count..], run.Violation));
    }

    /// <summary>Stores a run, and makes its branch the best chain when it has the most work.</summary>
    /// <returns>False, and nothing is stored, when another writer moved the tip: then the run was judged by the wrong outputs.</returns>
    private async Task<bool> Commit(Branch branch, BranchRun run, Guid? source)
    {
        var (replaced, trial) = (_best.Tip, run.Trial);
        int? fork;
        if (branch == _best)
        {
            fork = await store.Append(replaced, run.Blocks) ? replaced.Height : null;
        }
        else if (trial.Work > replaced.Work)
        {
            fork = await store.Reorganise(replaced, trial.Hash, run.Blocks);
            if (fork is { } common) Reorganised(replaced, trial, common);
        }
        else
        {
            return await IsAtTip() && await StoreBranch(branch, run);
        }

        if (fork is null) return false;
        if (branch != _best) _branches.Forget();
        metrics.Stored(run.Blocks.Count, onBest: true);
        _best = trial.SettleAsBest(coins);
        await Tell(new TipChange(fork.Value + 1, Math.Max(replaced.Height, _best.Height), replaced.Height - fork.Value, run.Blocks, source));
        return true;
    }

    private void Reorganised(ChainTip replaced, Branch trial, int common)
    {
        metrics.Reorganised(replaced.Height - common);
        log.Reorganised(replaced.Height, replaced.Hash, trial.Height, trial.Hash, common);
    }

    private async Task<bool> StoreBranch(Branch branch, BranchRun run)
    {
        await store.StoreBranch(run.Blocks);
        metrics.Stored(run.Blocks.Count, onBest: false);
        _branches.Grew(run.Trial.Settle(), branch.Hash);
        log.BranchStored(run.Blocks.Count, run.Trial.Height, run.Trial.Hash);
        return true;
    }

    private RuleViolation? IsCondemned(CandidateBlock candidate) =>
        candidate.Hash is { } hash && _condemned.Contains(hash) ? new(Fault.InvalidParent, $"{hash} is known to be invalid")
        : candidate.Parent is { } parent && _condemned.Contains(parent) ? new(Fault.InvalidParent, $"its parent {parent} is invalid")
        : null;

    /// <summary>Refuses the first of the candidates. What breaks a rule by its hash takes along those that follow it.</summary>
    private BlockRefusal Refuse(int height, ReadOnlyMemory<CandidateBlock> candidates, RuleViolation violation)
    {
        var refused = candidates.Span[0];
        if (violation.CondemnsHash && refused.Hash is { } hash) Condemn(hash, candidates.Span[1..]);
        return new BlockRefusal(height, (int)violation.Rule, violation.Detail, KindOf(violation), refused.Hash);
    }

    private void Condemn(Hash256 hash, ReadOnlySpan<CandidateBlock> followers)
    {
        _condemned.Add(hash);
        foreach (var follower in followers)
        {
            if (follower.Hash is not { } next || follower.Parent is not { } parent || !_condemned.Contains(parent)) break;
            _condemned.Add(next);
        }

        var parents = new Queue<Hash256>([hash]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var orphan in _orphans.TakeChildren(parent))
            {
                _condemned.Add(orphan.Hash!.Value);
                parents.Enqueue(orphan.Hash.Value);
            }
        }
    }

    private static RefusalKind KindOf(RuleViolation violation) => violation.Fault switch
    {
        Fault.DoesNotLink => RefusalKind.Orphan,
        Fault.TimestampTooFarAhead => RefusalKind.TooEarly,
        _ => violation.CondemnsHash ? RefusalKind.Condemned : RefusalKind.Invalid,
    };

    private static RuleViolation Orphan(Hash256? parent) => new(Fault.DoesNotLink, $"its parent {parent} is not known");

    private static BlockRefusal NotNews(CandidateBlock candidate, int height) => new(
        height, (int)Rule.Parent, $"nobody asked for it, and it is more than {NewsDepth} blocks below the tip", RefusalKind.NotNews, candidate.Hash);
}
