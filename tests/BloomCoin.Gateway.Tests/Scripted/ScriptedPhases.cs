using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Phases;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>The phases of one node: claims are judged and merged as wire-protocol 4 says, the share of networks apart; what was asked is remembered.</summary>
internal sealed class ScriptedPhases(TimeProvider time) : IPhaseMergeGrain
{
    private readonly ConcurrentDictionary<int, ScriptedHeight> _heights = new();

    /// <summary>Every batch.</summary>
    public ConcurrentQueue<ReceivedBatch> Batches { get; } = new();

    /// <summary>What runs before a batch is judged.</summary>
    public Func<Task> BeforeMerge { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether every call fails.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Heights whose grains were called.</summary>
    public IEnumerable<int> Called => _heights.Keys;

    public ScriptedHeight Height(int height) => _heights.GetOrAdd(height, key => new ScriptedHeight(key, this, time));

    public async Task<PhaseVerdicts> Merge(PhaseBatch batch)
    {
        var (height, valid) = (Height(batch.Height), new bool[batch.Count]);
        Batches.Enqueue(new ReceivedBatch(batch.Height, [.. Enumerable.Range(0, batch.Count).Select(index => ReceivedPhase.Of(batch[index]))]));
        await BeforeMerge();
        ThrowIfBroken();
        for (var index = 0; index < batch.Count; index++)
        {
            var claim = batch[index];
            valid[index] = PhaseClaim.IsValid(claim.Phases, claim.Coherence);
            if (valid[index]) height.Hold(claim.Peer.ToString(), claim.Coherence, claim.Phases);
        }

        return new PhaseVerdicts(height.Merged, valid);
    }

    internal void ThrowIfBroken()
    {
        if (IsBroken) throw new TimeoutException("the grain is away");
    }
}

/// <summary>The round of one height.</summary>
internal sealed class ScriptedHeight(int height, ScriptedPhases phases, TimeProvider time) : IPhaseHeightGrain
{
    private readonly Dictionary<string, (float Coherence, ushort[] Phases, long At)> _held = new(StringComparer.Ordinal);

    /// <summary>How often the merge was asked for.</summary>
    public int Pulls { get; private set; }

    /// <summary>Runs before that answer.</summary>
    public Func<Task> BeforePull { get; set; } = () => Task.CompletedTask;

    public MergedPhases? Merged
    {
        get
        {
            lock (_held)
            {
                var counting = _held.Values.Where(held => time.GetElapsedTime(held.At) <= TimeSpan.FromSeconds(60)).ToList();
                if (counting.Count == 0) return null;
                var merge = new CircularMerge();
                foreach (var held in counting) merge.Add(held.Phases, held.Coherence);
                var quantized = new ushort[Oscillators.Count];
                merge.CopyPhases(quantized);
                return new MergedPhases(height, counting.Count, (float)OrderParameter.Of(quantized).R, MemoryMarshal.AsBytes<ushort>(quantized).ToArray());
            }
        }
    }

    public void Hold(string peer, float coherence, ReadOnlySpan<ushort> quantized)
    {
        lock (_held) _held[peer] = (coherence, quantized.ToArray(), time.GetTimestamp());
    }

    /// <summary>A miner of this node contributes.</summary>
    public void Mine(float coherence, byte[] quantized) => Hold("miner", coherence, MemoryMarshal.Cast<byte, ushort>(quantized));

    public Task<MergedPhases> Contribute(PhaseBatch valid) => throw new NotSupportedException();

    public Task<MergedPhases> ContributeOwn(string miner, float coherence, byte[] phases) => throw new NotSupportedException();

    public async Task<MergedPhases?> GetMerged()
    {
        Pulls++;
        await BeforePull();
        phases.ThrowIfBroken();
        return Merged;
    }

    public Task<PhaseRound?> Describe() => throw new NotSupportedException();
}

/// <summary>A batch as it came.</summary>
internal sealed record ReceivedBatch(int Height, ReceivedPhase[] Phases);

/// <summary>A contribution as it came.</summary>
internal sealed record ReceivedPhase(ulong Peer, ulong Network, float Coherence, string Phases)
{
    public static ReceivedPhase Of(PhaseContribution phase) =>
        new(phase.Peer, phase.Network, phase.Coherence, Convert.ToHexString(MemoryMarshal.AsBytes(phase.Phases)));
}
