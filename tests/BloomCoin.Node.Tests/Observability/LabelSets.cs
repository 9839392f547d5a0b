using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Grains.Placement;
using BloomCoin.Node.Options;
using BloomCoin.Peering;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol;
using BloomCoin.Protocol.Messages;
using BloomCoin.Storage;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>What each label may ever say. A label that is not here is not closed, or is new and wants an entry.</summary>
internal static class LabelSets
{
    private static readonly Type[] Stores = [typeof(IChainStore), typeof(ICoinStore), typeof(IMempoolStore), typeof(IReputationStore), typeof(IAddressStore)];

    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> All = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
    {
        ["type"] = Of<MessageType>(),
        ["direction"] = Of(["inbound", "outbound"]),
        ["reason"] = Of([.. Enum.GetNames<DisconnectReason>(), "Banned", "PendingHandshakes", "NetworkShare", "Full"]),
        ["kind"] = Of([.. Enum.GetNames<RefusalKind>(), .. Enum.GetNames<ProtocolViolation>(), "BeforeHandshake", "Flood", "TooManyHeaders", "UnaskedHeaders", "Score", "Manual"]),
        ["event"] = Of<PeerEvent>(),
        ["outcome"] = Of<SubmitOutcome>(),
        ["branch"] = Of(["Best", "Side"]),
        ["depth"] = Of(["One", "Two", "ThreeToSix", "SevenToHundred", "OverHundred"]),
        ["state"] = Of(["Idle", "Headers", "Blocks"]),
        ["half"] = Of(["New", "Tried"]),
        ["miner"] = Of([.. Enumerable.Range(0, 64).Select(number => $"{number}"), "other"]),
        ["queue"] = Of(["Transactions", "TransactionBytes", "PhaseBatches", "UnaskedBlockBytes", "Announcements"]),
        ["rank"] = Of<BandwidthRank>(),
        ["roles"] = Of<SiloRoles>(),
        ["network"] = Of(["mainnet", "devnet"]),
        ["version"] = Of([typeof(NodeOptions).Assembly.GetName().Version!.ToString(3)]),
        ["store"] = Of(["Chain", "Coins", "Mempool", "Reputation", "Addresses"]),
        ["operation"] = Of(Stores.SelectMany(store => store.GetMethods()).Select(method => method.Name)),
    };

    private static HashSet<string> Of(IEnumerable<string> values) => new(values, StringComparer.Ordinal);

    private static HashSet<string> Of<TKind>()
        where TKind : struct, Enum => Of(Enum.GetNames<TKind>());
}
