using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>Connections and bans, as the test says.</summary>
internal sealed partial class FakeNode
{
    /// <summary>What is connected.</summary>
    public List<PeerView> Peers { get; } = [];

    public int SilentGateways { get; set; }

    /// <summary>The order in which peers were last asked for.</summary>
    public PeerOrder? AskedOrder { get; private set; }

    /// <summary>Every address that was dialled.</summary>
    public List<(string Host, int Port)> Dialled { get; } = [];

    /// <summary>What is banned, in the order in which it is listed.</summary>
    public List<AddressBan> Bans { get; } = [];

    /// <summary>The clock of bans.</summary>
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000);

    public Task<PeerList> GetPeers(PeerOrder order, bool descending, int count, CancellationToken cancellation = default) => Answer(() =>
    {
        AskedOrder = order;
        return new PeerList(PeerOrders.First(Peers, order, descending, count), Peers.Count, SilentGateways);
    }, cancellation);

    public Task<string> Connect(string host, int port, CancellationToken cancellation = default) => Answer(() =>
    {
        Dialled.Add((host, port));
        return $"203.0.113.5:{port}";
    }, cancellation);

    public Task<int> Disconnect(string address, CancellationToken cancellation = default) => Answer(
        () => Peers.RemoveAll(peer => peer.Address == address || PeerAddress.TryParseAccount(peer.Address, out var account) && account == address),
        cancellation);

    public Task<AddressBan[]> GetBans(int offset, int count, CancellationToken cancellation = default) =>
        Answer(() => Bans.Skip(offset).Take(count).ToArray(), cancellation);

    public Task<AddressReputation> Ban(string address, TimeSpan length, string reason, CancellationToken cancellation = default) => Answer(() =>
    {
        Bans.RemoveAll(ban => ban.Address == address);
        Bans.Add(new AddressBan(address, Now, Now + length, reason, IsManual: true));
        return new AddressReputation(address, AddressReputation.UnknownScore, Bans[^1]);
    }, cancellation);

    public Task<bool> Unban(string address, CancellationToken cancellation = default) =>
        Answer(() => Bans.RemoveAll(ban => ban.Address == address) > 0, cancellation);
}
