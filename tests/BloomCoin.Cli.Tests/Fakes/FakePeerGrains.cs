using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace BloomCoin.Cli.Tests.Fakes;

[StatelessWorker]
internal sealed class FakePeersGrain(FakeNode node) : Grain, IPeersGrain
{
    public Task<PeerList> List(PeerOrder order, bool descending, int count) => node.GetPeers(order, descending, count, CancellationToken.None);

    public Task<GatewayLoad[]> GetLoads() => node.GetLoads();

    public Task<string> Connect(string host, int port) => node.Connect(host, port, CancellationToken.None);

    public Task<int> Disconnect(string address) => node.Disconnect(address, CancellationToken.None);
}

internal sealed class FakeBanListGrain(FakeNode node) : Grain, IBanListGrain
{
    public Task<AddressBan[]> List(int skip, int count) => this.GetPrimaryKeyString() == IBanListGrain.Key
        ? node.GetBans(skip, count, CancellationToken.None)
        : throw new NotSupportedException("there is one list");

    public Task Add(AddressBan ban) => throw new NotSupportedException();

    public Task<bool> Lift(string address) => throw new NotSupportedException();

    public Task<AddressBan?> Find(string address) => throw new NotSupportedException();

    public Task<BanNews?> GetNews(BanVersion? known) => throw new NotSupportedException();
}

internal sealed class FakeReputationGrain(FakeNode node) : Grain, IReputationGrain
{
    private string Address => PeerAddress.AccountOfReputation(this.GetPrimaryKeyString());

    public Task<AddressReputation> GetReputation() =>
        Task.FromResult(new AddressReputation(Address, AddressReputation.UnknownScore, node.Bans.SingleOrDefault(ban => ban.Address == Address)));

    public Task Ban(TimeSpan length, string reason) => node.Ban(Address, length, reason, CancellationToken.None);

    public Task<bool> Unban() => node.Unban(Address, CancellationToken.None);

    public Task Note(PeerEvent what, int count) => throw new NotSupportedException();

    public Task<MessageBudget[]> Lease(SiloAddress gateway, SpentBudget[] spent) => throw new NotSupportedException();

    public Task EndLease(SiloAddress gateway, SpentBudget[] spent) => throw new NotSupportedException();
}
