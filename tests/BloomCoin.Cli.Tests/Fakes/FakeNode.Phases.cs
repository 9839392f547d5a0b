using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Sync;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>Rounds, miners and a sync, as the test says.</summary>
internal sealed partial class FakeNode
{
    private static readonly MinerState Idle = new(false, 0, 0, 0, 0, 0, [], 0, 0);

    /// <summary>What is held, by height.</summary>
    public Dictionary<int, PhaseRound> Rounds { get; } = [];

    /// <summary>The heights whose grains were asked.</summary>
    public List<int> Described { get; } = [];

    /// <summary>Miners by number; the others were never started.</summary>
    public Dictionary<int, MinerState> Miners { get; } = [];

    /// <summary>The numbers of the miners that were asked.</summary>
    public List<int> AskedMiners { get; } = [];

    /// <summary>The sync; null for one that is idle at the tip without peers.</summary>
    public SyncStatus? Sync { get; set; }

    /// <summary>Phases of a quarter of a turn's width, whose middle is at an angle in 1/65536 turns.</summary>
    public static byte[] Phases(int middle)
    {
        var phases = new byte[126];
        for (var i = 0; i < 63; i++) BitConverter.TryWriteBytes(phases.AsSpan(i * 2), unchecked((ushort)(middle + (i - 31) * 256)));
        return phases;
    }

    public Task<PhaseRound?> GetPhases(int? height, CancellationToken cancellation = default) =>
        Answer(() => Rounds.GetValueOrDefault(height ?? _best.Count), cancellation);

    public Task<MinerState?> GetMiner(int number, CancellationToken cancellation = default)
    {
        AskedMiners.Add(number);
        return Answer<MinerState?>(() => Miners.GetValueOrDefault(number, Idle), cancellation);
    }

    public Task<SyncStatus> GetSyncStatus(CancellationToken cancellation = default) =>
        Answer(() => Sync ?? new SyncStatus(false, null, _best.Count - 1, _best.Count - 1, 0), cancellation);
}
