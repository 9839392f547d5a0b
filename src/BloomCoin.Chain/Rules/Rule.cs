namespace BloomCoin.Chain.Rules;

/// <summary>What makes a block valid, by the numbers of chain-format.</summary>
public enum Rule
{
    /// <summary>It parses exactly, every float is finite, it is not too large.</summary>
    Structure = 1,

    /// <summary>Its certificate shows a bloom, and its header agrees.</summary>
    Certificate = 2,

    /// <summary>Merkle root, coinbase and amounts.</summary>
    Transactions = 3,

    /// <summary>Its parent is known and valid, and it is later, but not too late.</summary>
    Parent = 4,

    /// <summary>Its difficulty is the expected one.</summary>
    Difficulty = 5,

    /// <summary>Its inputs spend what exists on its branch, once, and signed.</summary>
    Spending = 6,
}
