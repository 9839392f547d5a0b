using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Chain;

/// <inheritdoc cref="IChainGrain"/>
[KeepAlive]
internal sealed class ChainGrain(
    IChainStore store, ChainParameters parameters, ChainNews news, TimeProvider time, ILogger<ChainGrain> log) : Grain, IChainGrain
{
    /// <summary>The best chain's end as this activation knows it. Never changed in place: interleaved reads see one tip or the next.</summary>
    private Branch _best = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await GenesisBlock.Plant(store, parameters, cancellationToken);
        await Reload();
    }

    public Task<ChainTip> GetTip() => Task.FromResult(_best.Tip);

    public Task<ChainIdentity> GetIdentity() => Task.FromResult(new ChainIdentity(parameters.Name, parameters.GenesisHash));

    public async Task<AppendReport> Append(BlockBatch blocks)
    {
        var candidates = await CandidateBlock.JudgeAll(blocks);
        var accepted = 0;
        BlockRefusal? refusal = null;
        while (accepted < candidates.Length && refusal is null)
        {
            (var taken, refusal) = await TakeRun(candidates.AsMemory(accepted));
            accepted += taken;
        }

        if (refusal is not null) log.BlockRefused(refusal.Height, refusal.Rule, refusal.Reason);
        return new AppendReport(accepted, _best.Tip, refusal);
    }

    public Task<AppendReport> Offer(BlockBatch block, Guid? source) => Append(block);

    public Task<int> FindCondemned(byte[] hashes) => Task.FromResult(-1);

    public async Task<Ancestry?> GetAncestors(Hash256 block, int count)
    {
        if (await store.FindHeader(block) is not { } header) return null;
        var headers = await store.ReadAncestors(block, Math.Clamp(count, 1, IChainSegmentGrain.Heights));
        return new Ancestry(new HeaderRange(header.Height + 1 - (headers.Length / BlockHeader.Length), headers), header.Work);
    }

    /// <summary>Takes the candidates, from the first, that link to each other on one branch.</summary>
    /// <returns>How many are stored now, and why the next is not; zero and no refusal when another writer moved the tip: try again.</returns>
    private async Task<(int Taken, BlockRefusal? Refusal)> TakeRun(ReadOnlyMemory<CandidateBlock> candidates)
    {
        var first = candidates.Span[0];
        var onTip = first.Parent == _best.Hash;
        if (!onTip && first.Block is { } known && await store.FindHeader(known.Hash) is not null) return (1, null);

        var branch = onTip ? _best.Clone() : first.Parent is { } parent ? await Branch.EndingIn(parent, store) : null;
        if (branch is null) return (0, Refuse(-1, first, first.Violation ?? Orphan(first.Parent)));

        var (run, violation) = Judge(branch, candidates);
        if (run.Count > 0 && !await Commit(branch, run, onTip)) return (0, null);
        return (run.Count, violation is null ? null : Refuse(branch.Height + 1, candidates.Span[run.Count], violation));
    }

    /// <summary>Extends the branch by the candidates that are valid on it and link to it.</summary>
    private (List<StoredBlock> Run, RuleViolation? Violation) Judge(Branch branch, ReadOnlyMemory<CandidateBlock> candidates)
    {
        var run = new List<StoredBlock>(candidates.Length);
        var now = time.GetUtcNow();
        foreach (var candidate in candidates.Span)
        {
            if (run.Count > 0 && candidate.Block is { } block && block.Header.PrevHash != branch.Hash) break;
            if (!branch.TryExtend(candidate, parameters, now, out var stored, out var violation)) return (run, violation);
            run.Add(stored!);
        }

        return (run, null);
    }

    /// <summary>Stores a run, and makes its branch the best chain when it has the most work.</summary>
    /// <returns>False when another writer moved the tip.</returns>
    private async Task<bool> Commit(Branch branch, List<StoredBlock> run, bool onTip)
    {
        var replaced = _best.Tip;
        int? fork;
        if (onTip)
        {
            fork = await store.Append(replaced, run) ? replaced.Height : null;
        }
        else
        {
            await store.StoreBranch(run);
            if (branch.Work <= replaced.Work)
            {
                log.BranchStored(run.Count, branch.Height, branch.Hash);
                return true;
            }

            fork = await store.Reorganise(replaced, branch.Hash);
            if (fork is { } common) log.Reorganised(replaced.Height, replaced.Hash, branch.Height, branch.Hash, common);
        }

        if (fork is null)
        {
            log.TipMovedElsewhere(replaced.Height);
            await Reload();
            return false;
        }

        _best = branch;
        await news.Publish(fork.Value + 1, Math.Max(replaced.Height, branch.Height), new HeaderRange(branch.Height, HeaderOf(run[^1])));
        return true;
    }

    private async Task Reload()
    {
        var tip = await store.ReadTip() ?? throw new InvalidOperationException("the store lost its genesis block");
        _best = await Branch.EndingIn(tip.Hash, store) ?? throw new InvalidOperationException($"the store lost its tip {tip.Hash}");
        log.TipLoaded(_best.Height, _best.Hash);
    }

    private static byte[] HeaderOf(StoredBlock block) => block.Bytes[..BlockHeader.Length].ToArray();

    private static RuleViolation Orphan(Hash256? parent) => new(Fault.DoesNotLink, $"its parent {parent} is not known");

    private static BlockRefusal Refuse(int height, CandidateBlock candidate, RuleViolation violation) => new(height, (int)violation.Rule, violation.Detail, violation.Fault switch
    {
        Fault.DoesNotLink => RefusalKind.Orphan,
        Fault.TimestampTooFarAhead => RefusalKind.TooEarly,
        _ => RefusalKind.Invalid,
    }, candidate.Hash);
}
