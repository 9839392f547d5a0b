using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Phases;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Phases;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Scenarios;

/// <summary>
/// p2p-anchors, scenario 27: peers of one prefix that hold 90 % of the connections of a node of two gateways. No crowd that comes by itself gets
/// as far (NetworkShareTests), so these are peers that the operator named.
/// </summary>
public sealed class PrefixShareTests : IAsyncLifetime
{
    private const uint Working = 1;
    private const int Hostile = 18;

    /// <summary>1/65536 turns.</summary>
    private const int Rounding = 3;

    private readonly ScriptedListener[] _listeners = [.. Enumerable.Range(1, Hostile).Select(host => new ScriptedListener($"127.200.0.{host}"))];
    private readonly List<ScriptedPeer> _peers = [];
    private GatewayCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        string[] named = [.. _listeners.Select(listener => listener.EndPoint)];
        _cluster = await GatewayCluster.Start(Options(named[..(Hostile / 2)]), Options(named[(Hostile / 2)..]));
        foreach (var listener in _listeners) _peers.Add(await listener.AcceptAndEstablish());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers) peer.Dispose();
        foreach (var listener in _listeners) listener.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]   // wire-protocol 4: from 8 contributors on a prefix weighs a quarter of all at most
    public async Task They_move_the_merge_by_no_more_than_their_prefixs_cap()
    {
        await using var witness = await HonestWitness.Connect(_cluster.EndPoint.Port, from: "127.8.0.1");
        using var one = await _cluster.Gateways[0].Establish("127.1.0.1");
        using var other = await _cluster.Gateways[1].Establish("127.2.0.1");
        var (theirs, ours) = (TestPhases.Make(1, spread: 0.1), QuarterTurned(TestPhases.Make(2, spread: 0.1)));
        foreach (var hostile in _peers) await hostile.Send(theirs.Frame(Working));
        foreach (var honest in new[] { one, other }) await honest.Send(ours.Frame(Working));
        await GatewayCluster.Until(
            async () => (await _cluster.Grains.GetGrain<IPhaseHeightGrain>(Working).Describe())?.Contributors.Length == Hostile + 2, "not all have contributed");

        var (weight, all) = (2 * ours.Coherence, (Hostile * theirs.Coherence) + (2 * ours.Coherence));
        var (capped, uncapped) = (Merge(theirs, all / 4, ours, weight), Merge(theirs, all - weight, ours, weight));
        Assert.True(Distance(capped, uncapped) > 100 * Rounding);   // or the test would show nothing
        await ExpectMerge(one, capped);
        await ExpectMerge(other, capped);
    }

    private static GatewayOptions Options(string[] named) => new()
    {
        Listen = "127.0.0.1:0",
        Connect = named,
        MaxPeers = 0,
        Diversity = new DiversityOptions { ExemptLoopback = false },
    };

    /// <summary>What is held for GET_PHASE may be a second old.</summary>
    private static Task ExpectMerge(ScriptedPeer peer, ushort[] expected) => GatewayCluster.Until(
        async () =>
        {
            await peer.Send(Wire.GetPhase(Working));
            (MessageType Type, byte[] Payload) next;
            while ((next = await peer.Next()).Type != MessageType.Phase)
            {
            }

            return Distance(TestPhases.Of(next.Payload), expected) <= Rounding;
        },
        "the merge is another");

    private static TestPhases QuarterTurned(TestPhases phases)
    {
        var turned = phases.Phases.ToArray();
        foreach (ref var phase in MemoryMarshal.Cast<byte, ushort>(turned.AsSpan())) phase += Quantization.StepsPerTurn / 4;
        return phases with { Phases = turned };
    }

    private static ushort[] Merge(TestPhases one, double weight, TestPhases other, double otherWeight)
    {
        var merge = new CircularMerge();
        merge.Add(MemoryMarshal.Cast<byte, ushort>(one.Phases), weight);
        merge.Add(MemoryMarshal.Cast<byte, ushort>(other.Phases), otherWeight);
        var phases = new ushort[Oscillators.Count];
        merge.CopyPhases(phases);
        return phases;
    }

    private static int Distance(ushort[] one, ushort[] other) => one.Zip(other, (a, b) => Math.Abs((int)unchecked((short)(a - b)))).Max();
}
