using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Chain;
using Orleans.Concurrency;

namespace BloomCoin.Abstractions.Mining;

/// <summary>One miner: 63 oscillators that work on the next block. Key: "miner:" + number. Lives on a compute silo while it is kept mining.</summary>
/// <remarks>Called every few seconds by each silo that keeps it mining, so that it comes back elsewhere when its silo dies; by the phases of its height when their merge crosses a threshold; by clients that watch.</remarks>
[Alias("miner.v1")]
public interface IMinerGrain : IGrainWithStringKey
{
    /// <summary>Mines until it is stopped, or not told to mine for 30 s.</summary>
    [Alias("mine")]
    Task Mine(MinerOrder order);

    /// <summary>Mines no more.</summary>
    [Alias("stop")]
    Task Stop();

    /// <summary>What it is doing.</summary>
    [Alias("state")]
    Task<MinerState> GetState();

    /// <summary>The merge of its height crossed a threshold: a gossip round is due at once. One that is lost costs the head start only.</summary>
    [Alias("merged"), OneWay]
    Task OnMerged(MergedPhases merged);
}

/// <summary>The keys of miners' grains.</summary>
public static class MinerName
{
    /// <summary>"miner:" + number; the prefix keeps the key from being read as a number by the grain storage.</summary>
    public static string Of(int number) => FormattableString.Invariant($"miner:{number}");
}

/// <summary>What a miner is to do.</summary>
/// <param name="Address">Whom its blocks pay: an Ed25519 public key.</param>
[GenerateSerializer, Immutable, Alias("miner.order.v1")]
public sealed record MinerOrder([property: Id(0)] Hash256 Address);

/// <summary>What a miner is doing.</summary>
/// <param name="IsMining">Whether its oscillators run.</param>
/// <param name="Height">The height of the block that it works on.</param>
/// <param name="Attempt">The run on this block, counted from 0: each has a nonce of its own.</param>
/// <param name="Round">Rounds of this run.</param>
/// <param name="Coherence">r, [0, 1].</param>
/// <param name="MeanPhase">psi, radians in [0, 2 pi).</param>
/// <param name="Phases">63 x u16 phase, 1/65536 turn, little-endian; empty when it does not run.</param>
/// <param name="Blocks">Blocks that it sealed since it began, on the best chain when they were taken.</param>
/// <param name="Merges">Merges that it took over since it began.</param>
[GenerateSerializer, Immutable, Alias("miner.state.v1")]
public sealed record MinerState(
    [property: Id(0)] bool IsMining,
    [property: Id(1)] int Height,
    [property: Id(2)] int Attempt,
    [property: Id(3)] int Round,
    [property: Id(4)] double Coherence,
    [property: Id(5)] double MeanPhase,
    [property: Id(6)] byte[] Phases,
    [property: Id(7)] long Blocks,
    [property: Id(8)] long Merges)
{
    /// <summary>The phases as numbers.</summary>
    public ReadOnlySpan<ushort> Quantized => MemoryMarshal.Cast<byte, ushort>(Phases);
}
