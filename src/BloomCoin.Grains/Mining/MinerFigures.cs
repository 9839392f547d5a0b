namespace BloomCoin.Grains.Mining;

/// <summary>What one miner has done since its silo began. Written by the miner, read by whoever measures.</summary>
internal sealed class MinerFigures
{
    private long _rounds, _blooms, _blocks, _merges;
    private double _coherence = double.NaN;

    public long Rounds => Interlocked.Read(ref _rounds);

    public long Blooms => Interlocked.Read(ref _blooms);

    public long Blocks => Interlocked.Read(ref _blocks);

    public long Merges => Interlocked.Read(ref _merges);

    /// <summary>r of its oscillators; null while it does not mine here.</summary>
    public double? Coherence => Volatile.Read(ref _coherence) is var coherence && double.IsNaN(coherence) ? null : coherence;

    public void Ran(int rounds, double coherence)
    {
        Interlocked.Add(ref _rounds, rounds);
        Volatile.Write(ref _coherence, coherence);
    }

    public void Bloomed() => Interlocked.Increment(ref _blooms);

    public void Sealed() => Interlocked.Increment(ref _blocks);

    public void Merged() => Interlocked.Increment(ref _merges);

    public void Stopped() => Volatile.Write(ref _coherence, double.NaN);
}
