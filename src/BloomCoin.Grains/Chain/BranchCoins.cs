using BloomCoin.Chain;
using BloomCoin.Chain.Coins;
using BloomCoin.Chain.Rules;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>The outputs at the end of one branch: what its blocks changed since it left the best chain, over the store's outputs at that height.</summary>
/// <remarks>
/// The store marks spent outputs with a height instead of deleting them, so it can tell what was unspent at any fork. A branch
/// holds about 100 B for each output it made or spent, until it is the best chain or is forgotten.
/// </remarks>
internal sealed class BranchCoins
{
    private readonly ICoinStore _store;
    private readonly int _forkHeight;
    private readonly Dictionary<OutPoint, CoinState> _loaded;
    private readonly BranchCoins? _below;
    private readonly CoinView _view;

    private BranchCoins(ICoinStore store, int forkHeight, Dictionary<OutPoint, CoinState> loaded, BranchCoins? below)
    {
        (_store, _forkHeight, _loaded, _below) = (store, forkHeight, loaded, below);
        _view = below is null ? new CoinView(output => _loaded.GetValueOrDefault(output)) : below._view.Above();
    }

    /// <summary>The outputs of the best chain at a height.</summary>
    public static BranchCoins At(int height, ICoinStore store) => new(store, height, [], null);

    /// <summary>A layer to try blocks on.</summary>
    public BranchCoins Above() => new(_store, _forkHeight, _loaded, this);

    /// <summary>The layer below, with what was tried on this one.</summary>
    public BranchCoins Settle()
    {
        _below!._view.Absorb(_view);
        return _below;
    }

    /// <summary>Reads the outputs that blocks spend and that neither they nor the branch made: one query for all.</summary>
    public async Task Load(IEnumerable<Block> blocks)
    {
        _loaded.Clear();
        var made = new HashSet<Hash256>();
        var wanted = new List<OutPoint>();
        foreach (var transaction in blocks.SelectMany(block => block.Transactions))
        {
            if (!transaction.IsCoinbase) wanted.AddRange(transaction.Inputs.Select(input => input.Spends).Where(output => !made.Contains(output.TxId)));
            made.Add(transaction.Id);
        }

        if (wanted.Count == 0) return;
        var coins = await _store.ReadCoins(wanted);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (coins[i] is { } coin) _loaded[wanted[i]] = AtFork(coin);
        }
    }

    /// <summary>Rule 6 for the next block, all but the signatures. A valid one is applied.</summary>
    public RuleViolation? Take(Block block, int height, List<SignatureClaim> claims)
    {
        var layer = _view.Above();
        var violation = SpendingRules.Check(block, height, layer, claims);
        if (violation is null) _view.Absorb(layer);
        return violation;
    }

    /// <summary>Applies a block that is known to be valid here.</summary>
    public void Add(Block block, int height)
    {
        foreach (var transaction in block.Transactions) _view.Apply(transaction, height);
    }

    /// <summary>The output as it was where the branch left the best chain: what happened above the fork did not happen here.</summary>
    private CoinState AtFork(StoredCoin stored) =>
        stored.Coin.Height > _forkHeight ? CoinState.Missing
        : stored.SpentHeight <= _forkHeight ? CoinState.Spent(stored.Coin)
        : CoinState.Unspent(stored.Coin);
}
