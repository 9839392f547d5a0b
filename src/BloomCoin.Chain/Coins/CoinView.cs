namespace BloomCoin.Chain.Coins;

/// <summary>The outputs of one branch at one place: what its transactions changed, on top of what lies below.</summary>
/// <remarks>Layers make it cheap to try: a block is judged on a view of its own, which is absorbed when the block is valid and forgotten when it is not.</remarks>
/// <param name="below">Finds what no transaction of this view touched: in the store, or in the view below.</param>
public sealed class CoinView(Func<OutPoint, CoinState> below)
{
    private readonly Dictionary<OutPoint, CoinState> _changed = [];

    /// <summary>Outputs that this layer holds: made or spent since it began.</summary>
    public int Count => _changed.Count;

    public CoinState Find(OutPoint output) => _changed.TryGetValue(output, out var state) ? state : below(output);

    /// <summary>An empty layer on this one.</summary>
    public CoinView Above() => new(Find);

    /// <summary>Spends the inputs and adds the outputs of a transaction that was checked. A coinbase spends nothing.</summary>
    public void Apply(Transaction transaction, int height)
    {
        if (!transaction.IsCoinbase)
        {
            foreach (var input in transaction.Inputs) _changed[input.Spends] = CoinState.Spent(Find(input.Spends).Coin);
        }

        for (var i = 0; i < transaction.Outputs.Count; i++)
        {
            var output = transaction.Outputs[i];
            _changed[new OutPoint(transaction.Id, (uint)i)] =
                CoinState.Unspent(new Coin(output.Amount, output.Address, height, transaction.IsCoinbase));
        }
    }

    /// <summary>Takes over what a layer above changed.</summary>
    public void Absorb(CoinView above)
    {
        foreach (var (output, state) in above._changed) _changed[output] = state;
    }
}
