namespace BloomCoin.Keys.Payments;

/// <summary>The coins that a payment is made from. Holds the largest that fit one transaction, and of the others only the sum.</summary>
/// <remarks>Anyone can send dust to an address: what that costs its owner's memory ends here.</remarks>
public sealed class Purse
{
    private readonly SortedSet<SpendableCoin> _largest = new(SpendableCoin.LargestFirst);

    public Purse()
    {
    }

    public Purse(IEnumerable<SpendableCoin> coins)
    {
        foreach (var coin in coins) Add(coin);
    }

    /// <summary>How many coins were added.</summary>
    public long Count { get; private set; }

    /// <summary>Units of all coins that were added.</summary>
    public UInt128 Total { get; private set; }

    /// <summary>At most <see cref="Payment.MaxInputs"/>, the largest first.</summary>
    public IReadOnlyCollection<SpendableCoin> Largest => _largest;

    /// <summary>Adds a coin. The same one again changes nothing while it is among the largest; callers add each once.</summary>
    public void Add(SpendableCoin coin)
    {
        if (!_largest.Add(coin)) return;
        Count++;
        Total += coin.Amount;
        if (_largest.Count > Payment.MaxInputs) _largest.Remove(_largest.Max);
    }
}
