using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Keys;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>The end of one branch, ready to judge the next blocks on it by rules 3 to 6.</summary>
internal sealed class Branch(HeaderWindow window, ChainWork work, BranchCoins coins)
{
    public Hash256 Hash => window.Hash;

    public int Height => window.Height;

    /// <summary>The last block's timestamp, unix seconds.</summary>
    public uint Timestamp => window.Timestamp;

    /// <summary>All work up to its end.</summary>
    public ChainWork Work { get; private set; } = work;

    public ChainTip Tip => new(Hash, Height, Work);

    /// <summary>Takes the candidates, from the first, that link to each other and are valid here. The branch itself stays as it is.</summary>
    public async Task<BranchRun> Extend(ReadOnlyMemory<CandidateBlock> candidates, ChainParameters parameters, DateTimeOffset now)
    {
        var linked = candidates[..Linked(candidates.Span)];
        await coins.Load(linked.ToArray().Where(candidate => candidate.Block is not null).Select(candidate => candidate.Block!));
        return await Task.Run(() =>
        {
            // A block that fails fails the try; the blocks before it are tried again without it, and then none can fail.
            RuleViolation? violation = null;
            while (true)
            {
                var trial = new Branch(window.Clone(), Work, coins.Above());
                var blocks = trial.Take(linked.Span, parameters, now, out var failure);
                if (failure is null) return new BranchRun(trial, blocks, violation);
                (linked, violation) = (linked[..blocks.Count], failure);
            }
        });
    }

    /// <summary>This trial as a branch of its own.</summary>
    public Branch Settle() => new(window, Work, coins.Settle());

    /// <summary>This trial as the best chain's end: its outputs are in the store now.</summary>
    public Branch SettleAsBest(ICoinStore store) => new(window, Work, BranchCoins.At(Height, store));

    /// <summary>Takes blocks until the first that breaks a rule; then only those before it are counted, and this trial is of no more use.</summary>
    private List<StoredBlock> Take(ReadOnlySpan<CandidateBlock> candidates, ChainParameters parameters, DateTimeOffset now, out RuleViolation? failure)
    {
        var blocks = new List<StoredBlock>(candidates.Length);
        var claims = new List<SignatureClaim>();
        var claimants = new List<int>();
        failure = null;
        foreach (var candidate in candidates)
        {
            failure = Take(candidate, parameters, now, claims);
            if (failure is not null) break;
            while (claimants.Count < claims.Count) claimants.Add(blocks.Count);
            blocks.Add(new StoredBlock(candidate.Block!, Height, Work));
        }

        // The claims of a block that failed are last, and not asked for.
        var invalid = SignatureCheck.FindInvalid(claims.GetRange(0, claimants.Count));
        if (invalid < 0) return blocks;
        failure = claims[invalid].ToViolation();
        return blocks[..claimants[invalid]];
    }

    private RuleViolation? Take(CandidateBlock candidate, ChainParameters parameters, DateTimeOffset now, List<SignatureClaim> claims)
    {
        if (candidate.Violation is { } broken) return broken;
        var block = candidate.Block!;
        if (BlockRules.CheckCoinbaseHeight(block, Height + 1) is { } misplaced) return misplaced;
        if (!window.TryExtend(block.Bytes.Span[..BlockHeader.Length], block.Hash, parameters, now, out var violation)) return violation;

        Work += CompactTarget.Work(block.Header.Difficulty);
        return coins.Take(block, Height, claims);
    }

    /// <summary>How many candidates follow each other. One that is no block ends the list and belongs to it: it is to be refused.</summary>
    private static int Linked(ReadOnlySpan<CandidateBlock> candidates)
    {
        var count = 1;
        while (count < candidates.Length
            && candidates[count - 1].Block is { } parent
            && (candidates[count].Block is not { } next || next.Header.PrevHash == parent.Hash)) count++;
        return count;
    }
}

/// <summary>Blocks that are valid one after the other on a branch.</summary>
/// <param name="Trial">The branch with them.</param>
/// <param name="Blocks">The blocks; none when the first is refused.</param>
/// <param name="Violation">The rule that the block after them breaks; null when none follows.</param>
internal sealed record BranchRun(Branch Trial, IReadOnlyList<StoredBlock> Blocks, RuleViolation? Violation);
