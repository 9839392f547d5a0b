namespace BloomCoin.Chain.Rules;

/// <summary>What rule 3 says of one transaction alone; the mempool asks for it as well.</summary>
public static class TransactionRules
{
    /// <summary>It has an input and an output, no amount over 21 000 000 BLOOM, no sum over 64 bits; null when so.</summary>
    public static RuleViolation? Check(Transaction transaction)
    {
        // A parsed transaction has inputs and outputs: Transaction.TryParse refuses others.
        ulong sum = 0;
        for (var i = 0; i < transaction.Outputs.Count; i++)
        {
            var amount = transaction.Outputs[i].Amount;
            if (amount > Constants.MaxAmount)
            {
                return RuleViolation.Of(Fault.AmountTooLarge,
                    $"output {i} of {transaction.Id} has {amount} units, more than {Constants.MaxAmount}");
            }
            if (amount > ulong.MaxValue - sum)
                return RuleViolation.Of(Fault.SumOverflows, $"the outputs of {transaction.Id} sum to more than {ulong.MaxValue} units");
            sum += amount;
        }
        return null;
    }
}
