namespace BloomCoin.Chain.Coins;

/// <summary>What an input finds where it points.</summary>
/// <param name="Status">Whether there is an output, and whether it may still be spent.</param>
/// <param name="Coin">The output; meaningless when it is missing.</param>
public readonly record struct CoinState(CoinStatus Status, Coin Coin)
{
    public static readonly CoinState Missing;

    public static CoinState Unspent(in Coin coin) => new(CoinStatus.Unspent, coin);

    public static CoinState Spent(in Coin coin) => new(CoinStatus.Spent, coin);
}

/// <summary>The three states of an output, seen from one place on one branch.</summary>
public enum CoinStatus
{
    /// <summary>No such output on this branch.</summary>
    Missing = 0,

    /// <summary>It may be spent, once.</summary>
    Unspent = 1,

    /// <summary>An input before this one spends it.</summary>
    Spent = 2,
}
