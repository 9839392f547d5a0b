using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>Who owns what, as the test says; which block stands where, as the chain says.</summary>
internal sealed partial class FakeNode
{
    /// <summary>Unspent outputs by address.</summary>
    public Dictionary<Hash256, List<Unspent>> Owned { get; } = [];

    /// <summary>The pages that were asked for, by their first argument.</summary>
    public List<OutPoint?> Pages { get; } = [];

    public Task<FoundBlock?> FindBlock(Hash256 hash, CancellationToken cancellation = default) => Answer(() => Found(hash), cancellation);

    public Task<FoundBlock?> GetBlockAt(int height, CancellationToken cancellation = default) =>
        Answer(() => height < _best.Count ? Found(_best[height]) : null, cancellation);

    public Task<FoundBlock?> FindBlockOf(Hash256 txid, CancellationToken cancellation = default) => Answer(
        () => _best.Select(Found).FirstOrDefault(
            found => found is not null && Block.TryParse(found.Bytes, out var block, out _) && block.Transactions.Any(transaction => transaction.Id == txid)),
        cancellation);

    public Task<Balance> GetBalance(Hash256 address, CancellationToken cancellation = default) => Answer(() =>
    {
        var owned = Owned.GetValueOrDefault(address, []);
        var next = _best.Count;
        var immature = Sum(owned.Where(output => output.IsCoinbase && next - output.Height < 7));
        return new Balance(next - 1, Sum(owned), immature, owned.Count);
    }, cancellation);

    public Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation = default) => Answer(() =>
    {
        Pages.Add(after);
        var owned = Owned.GetValueOrDefault(address, []);
        var start = after is { } last ? owned.FindIndex(output => output.Output == last) + 1 : 0;
        return owned.Skip(start).Take(count).ToArray();
    }, cancellation);

    public Task<Supply> GetSupply(CancellationToken cancellation = default) => Answer(() =>
    {
        var all = Owned.Values.SelectMany(outputs => outputs).ToList();
        return new Supply(_best.Count - 1, Sum(all), all.Count);
    }, cancellation);

    /// <summary>Gives an address an output of a txid of its own.</summary>
    public OutPoint Own(Hash256 address, ulong amount, int height = 0, bool isCoinbase = false)
    {
        if (!Owned.TryGetValue(address, out var outputs)) Owned[address] = outputs = [];
        var output = new OutPoint(DoubleSha256.Of([.. address.ToArray(), (byte)outputs.Count, (byte)(outputs.Count >> 8)]), 1);
        outputs.Add(new Unspent(output, amount, height, isCoinbase));
        return output;
    }

    private static ulong Sum(IEnumerable<Unspent> outputs) => outputs.Aggregate(0ul, (sum, output) => sum + output.Amount);

    private FoundBlock? Found(Hash256 hash)
    {
        if (!_blocks.TryGetValue(hash, out var known) || Lost.Contains(hash)) return null;
        var isBest = known.Height < _best.Count && _best[known.Height] == hash;
        return new FoundBlock(hash, known.Height, new ChainWork(known.Height + 1), isBest, known.Block);
    }
}
