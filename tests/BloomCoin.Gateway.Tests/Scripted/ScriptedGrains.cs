using System.Reflection;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Reputation;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>The grains of a session without a silo: mempool, chain, phases, peers and address book as their tests want them.</summary>
public class ScriptedGrains : DispatchProxy
{
    private IMempoolGrain? _mempool;
    private IChainGrain? _chain;
    private ScriptedPhases? _phases;
    private ScriptedPeers? _peers;
    private ScriptedReputation? _reputation;
    private ScriptedAddressBook? _book;

    internal static IGrainFactory With(
        IMempoolGrain mempool, IChainGrain chain, ScriptedPhases phases, ScriptedPeers peers, ScriptedReputation reputation, ScriptedAddressBook book)
    {
        var grains = Create<IGrainFactory, ScriptedGrains>();
        var scripted = (ScriptedGrains)grains;
        (scripted._mempool, scripted._chain, scripted._phases, scripted._peers) = (mempool, chain, phases, peers);
        (scripted._reputation, scripted._book) = (reputation, book);
        return grains;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod?.GetGenericArguments()[0], args?[0]) switch
    {
        ({ } type, _) when type == typeof(IMempoolGrain) => _mempool,
        ({ } type, _) when type == typeof(IChainGrain) => _chain,
        ({ } type, _) when type == typeof(IPhaseMergeGrain) => _phases,
        ({ } type, long height) when type == typeof(IPhaseHeightGrain) => _phases!.Height((int)height),
        ({ } type, string key) when type == typeof(IPeerGrain) => _peers!.Peer(key),
        ({ } type, _) when type == typeof(IReputationGrain) => _reputation,
        ({ } type, _) when type == typeof(IAddressBookGrain) => _book,
        _ => throw new NotSupportedException(targetMethod?.Name),
    };
}
