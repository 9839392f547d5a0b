using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Chain;
using BloomCoin.Client.Facts;

namespace BloomCoin.Client.Watch;

/// <summary>Asks a node for all that is watched. What changes seldom is asked seldom: one poll at a time.</summary>
public sealed class NodePoll(IBloomClient node)
{
    /// <summary>Miners are numbered from 0; those above are not looked for.</summary>
    public const int Miners = 8;

    /// <summary>Miners that do not mine are asked in every so many polls: 5 s at two polls a second.</summary>
    public const int LookEvery = 10;

    private ChainIdentity? _identity;
    private (Hash256 Hash, DateTimeOffset Time)? _tipTime;
    private int[] _mining = [];
    private int _polls;

    public async Task<NodeSnapshot> Read(CancellationToken cancellation)
    {
        _identity ??= await node.Chain.GetIdentity(cancellation);
        var tip = await node.Chain.GetTip(cancellation);
        var (time, sync, round, miners) = (
            TimeOf(tip, cancellation),
            node.Sync.GetStatus(cancellation),
            node.Phases.GetRound(tip.Height + 1, cancellation),
            ReadMiners(cancellation));
        await Task.WhenAll(time, sync, round, miners);
        return new(_identity.Network, tip, await time, await sync, await round, await miners);
    }

    private async Task<DateTimeOffset> TimeOf(ChainTip tip, CancellationToken cancellation)
    {
        if (_tipTime is { } known && known.Hash == tip.Hash) return known.Time;
        var header = await TipHeader.Read(node, tip, cancellation);
        var time = DateTimeOffset.FromUnixTimeSeconds(header.Timestamp);
        _tipTime = (tip.Hash, time);
        return time;
    }

    private async Task<IReadOnlyList<KeyValuePair<int, MinerState>>> ReadMiners(CancellationToken cancellation)
    {
        var asked = _polls++ % LookEvery == 0 ? [.. Enumerable.Range(0, Miners)] : _mining;
        var states = await Task.WhenAll(asked.Select(number => node.Miners.GetState(number, cancellation)));
        var mining = asked.Zip(states, (number, state) => (number, state))
            .Where(miner => miner.state is { IsMining: true })
            .Select(miner => KeyValuePair.Create(miner.number, miner.state!))
            .ToList();
        _mining = [.. mining.Select(miner => miner.Key)];
        return mining;
    }
}
