using System.Globalization;
using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests.Rules;

public sealed class RuleViolationTests
{
    [Theory]
    [InlineData(Fault.Truncated, Rule.Structure, 1)]
    [InlineData(Fault.TooFewRounds, Rule.Certificate, 2)]
    [InlineData(Fault.MerkleRoot, Rule.Transactions, 3)]
    [InlineData(Fault.DoesNotLink, Rule.Parent, 4)]
    [InlineData(Fault.UnexpectedDifficulty, Rule.Difficulty, 5)]
    [InlineData(Fault.AlreadySpent, Rule.Spending, 6)]
    public void A_fault_belongs_to_the_pages_rule(Fault fault, Rule rule, int number)
    {
        var violation = new RuleViolation(fault, "found 1, expected 2");
        Assert.Equal(rule, violation.Rule);
        Assert.Equal($"rule {number}: found 1, expected 2", violation.ToString());
    }

    [Fact]   // only a missing parent and a clock behind heal by waiting
    public void Two_faults_may_become_valid() => Assert.Equal(
        [Fault.DoesNotLink, Fault.TimestampTooFarAhead],
        Enum.GetValues<Fault>().Where(fault => new RuleViolation(fault, "").MayBecomeValid));

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "minus" } };
            var violation = BlockRules.CheckStructure(Mutation.WithHeader(header => header with { OrderParameter = -0.5f }));
            Assert.Equal("rule 2: the order parameter is -0.5, below 0.8660254037844386", violation?.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Two_branches_of_one_window_are_judged_apart()
    {
        var fast = HeaderWindow.FromGenesis(ChainParameters.Mainnet);
        SyntheticHeaders.Extend(fast, ChainParameters.Mainnet, 100, 420);
        var slow = fast.Clone();
        SyntheticHeaders.Extend(fast, ChainParameters.Mainnet, 40, 1);
        SyntheticHeaders.Extend(slow, ChainParameters.Mainnet, 40, 420);

        Assert.True(CompactTarget.Work(fast.Difficulty) > CompactTarget.Work(slow.Difficulty));
        var header = SyntheticHeaders.Next(fast, ChainParameters.Mainnet, 1);
        Assert.Null(HeaderRules.Check(header, fast, ChainParameters.Mainnet, SyntheticHeaders.Never));
        Mutation.AssertBreaks(Fault.DoesNotLink, HeaderRules.Check(header, slow, ChainParameters.Mainnet, SyntheticHeaders.Never));
    }
}
