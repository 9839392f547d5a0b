using BloomCoin.Chain.Coins;

namespace BloomCoin.Chain.Rules;

/// <summary>Rule 6, all but the signatures: those are collected as claims.</summary>
public static class SpendingRules
{
    /// <summary>Checks a block whose rules 1 to 5 hold, and applies it to the view as far as it is valid.</summary>
    /// <param name="block">The block.</param>
    /// <param name="height">Its height.</param>
    /// <param name="coins">The outputs before it; a layer that may be thrown away, because it is changed either way.</param>
    /// <param name="claims">Gets the signatures that must still verify.</param>
    public static RuleViolation? Check(Block block, int height, CoinView coins, ICollection<SignatureClaim> claims)
    {
        UInt128 fees = 0;
        for (var i = 1; i < block.Transactions.Count; i++)
        {
            var transaction = block.Transactions[i];
            if (Check(transaction, height, coins, claims, out var fee) is { } violation) return violation;
            coins.Apply(transaction, height);
            fees += fee;
        }

        if (block.Transactions.Count == 0) return null;
        var coinbase = block.Transactions[0];
        if ((CheckLockTime(coinbase, height) ?? CheckReward(coinbase, height, fees)) is { } refused) return refused;
        coins.Apply(coinbase, height);
        return null;
    }

    /// <summary>Checks a transaction that is no coinbase and whose rule 3 holds; the view stays as it is.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="height">The height of the block that holds it, or of the next block.</param>
    /// <param name="coins">The outputs that it may spend.</param>
    /// <param name="claims">Gets the signatures that must still verify.</param>
    /// <param name="fee">What its inputs have over its outputs, units.</param>
    public static RuleViolation? Check(
        Transaction transaction, int height, CoinView coins, ICollection<SignatureClaim> claims, out ulong fee)
    {
        fee = 0;
        if (CheckLockTime(transaction, height) is { } locked) return locked;

        UInt128 paid = 0;
        var spends = transaction.Inputs.Count > 1 ? new HashSet<OutPoint>(transaction.Inputs.Count) : null;
        for (var i = 0; i < transaction.Inputs.Count; i++)
        {
            var output = transaction.Inputs[i].Spends;
            if (spends?.Add(output) == false) return Spent(transaction, i);
            var found = coins.Find(output);
            if (CheckInput(transaction, i, height, found) is { } violation) return violation;
            claims.Add(new SignatureClaim(transaction, i, found.Coin.Address));
            paid += found.Coin.Amount;
        }

        UInt128 made = 0;
        foreach (var output in transaction.Outputs) made += output.Amount;
        if (made > paid)
            return RuleViolation.Of(Fault.OutputsExceedInputs, $"the outputs of {transaction.Id} have {made} units, its inputs {paid}");

        // All amounts of one block's coins stem from rewards, so a fee fits 64 bits; a made-up view must not overflow silently.
        fee = checked((ulong)(paid - made));
        return null;
    }

    private static RuleViolation? CheckLockTime(Transaction transaction, int height) => transaction.LockTime <= (uint)height
        ? null
        : RuleViolation.Of(Fault.Locked, $"{transaction.Id} is locked until height {transaction.LockTime}, this is {height}");

    private static RuleViolation? CheckInput(Transaction transaction, int input, int height, in CoinState found)
    {
        var output = transaction.Inputs[input].Spends;
        if (found.Status == CoinStatus.Missing)
        {
            return RuleViolation.Of(Fault.MissingOutput,
                $"input {input} of {transaction.Id} spends output {output.Index} of {output.TxId}, which does not exist");
        }

        if (found.Status == CoinStatus.Spent) return Spent(transaction, input);
        var age = height - found.Coin.Height;
        return found.Coin.IsCoinbase && age < Constants.CoinbaseMaturity
            ? RuleViolation.Of(Fault.ImmatureCoinbase,
                $"input {input} of {transaction.Id} spends a coinbase output after {age} blocks, not {Constants.CoinbaseMaturity}")
            : null;
    }

    private static RuleViolation Spent(Transaction transaction, int input)
    {
        var output = transaction.Inputs[input].Spends;
        return RuleViolation.Of(Fault.AlreadySpent,
            $"input {input} of {transaction.Id} spends output {output.Index} of {output.TxId}, which is spent already");
    }

    private static RuleViolation? CheckReward(Transaction coinbase, int height, UInt128 fees)
    {
        UInt128 taken = 0;
        foreach (var output in coinbase.Outputs) taken += output.Amount;
        var allowed = Rewards.At(height) + fees;
        return taken <= allowed ? null : RuleViolation.Of(Fault.ExcessiveReward,
            $"the coinbase takes {taken} units, the reward and the fees are {allowed}");
    }
}
