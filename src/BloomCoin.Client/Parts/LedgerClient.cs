using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="ILedgerClient"/>
internal sealed class LedgerClient(IGrainFactory grains, NodeCalls calls) : ILedgerClient
{
    private ILedgerGrain Ledger => grains.GetGrain<ILedgerGrain>(0);

    public Task<Balance> GetBalance(Hash256 address, CancellationToken cancellation = default) => calls.Repeat(() => Ledger.GetBalance(address), cancellation);

    public Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation = default) =>
        calls.Repeat(() => Ledger.GetUnspent(address, after, count), cancellation);

    public Task<Supply> GetSupply(CancellationToken cancellation = default) => calls.RepeatLong(() => Ledger.GetSupply(), cancellation);
}
