using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Peering.Sync;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Sync;

/// <summary>
/// Brings the chain up to its peers': finds a branch with more work by its headers, then downloads its blocks from everybody.
/// </summary>
/// <remarks>
/// Why it cannot hang, all of it on this page. There is one loop and no lock: everything that decides runs in <see cref="Assign"/> and
/// <see cref="Settle"/>, which wait for nothing. What takes time (a question to a peer, an append) is a task that runs beside the loop,
/// and the only wait is <see cref="Task.WhenAny(IEnumerable{Task})"/> over those tasks and a tick of a quarter of a second. So
/// whatever a peer or a grain does, the loop looks at its state four times a second, and no state is one in which it does nothing for ever:
/// <list type="bullet">
/// <item>a question for headers has a deadline of at most 30 s, after which its peer is paused (<see cref="HeaderSource"/>), and an
/// answer of fewer than 2000 is its peer's last; scouting one peer ends at a bound of headers, and after a minute when others wait; the
/// peer whose headers are followed is left for another when they hold up the blocks (<see cref="HeaderScouts"/>);</item>
/// <item>a request for blocks has a deadline of at most 64 s, and the one that blocks the rest less: then others are asked
/// (<see cref="BlockWindow.Assign"/>). When nobody is left to ask the round ends (<see cref="BlockWindow.CanGoOn"/>);</item>
/// <item>a round that neither stores a block nor learns of a header in 300 s ends, and other peers come first
/// (<see cref="SyncRound.Timeout"/>);</item>
/// <item>a call to the chain that fails ends the run; the next heartbeat of a gateway starts another.</item>
/// </list>
/// It keeps nothing that a crash could lose: where the chain ends is in the store, and the gateways name their peers again.
/// </remarks>
internal sealed class SyncCoordinator
{
    private static readonly TimeSpan TickLength = TimeSpan.FromMilliseconds(250);

    private readonly IChainGrain _chain;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SyncCandidates _candidates;
    private readonly PeerVerdicts _verdicts;
    private readonly HeaderScouts _scouts;
    private readonly BlockRequestSize _size = new();
    private SyncRound? _round;
    private Task _tick = Task.CompletedTask;
    private int _height;

    public SyncCoordinator(
        Func<string, IPeerGrain> peers, IChainGrain chain, IChainStore store, ChainParameters parameters, TimeProvider time, ILogger log)
    {
        (_chain, _time, _log) = (chain, time, log);
        _candidates = new SyncCandidates(peers, time);
        _verdicts = new PeerVerdicts(log);
        _scouts = new HeaderScouts(_candidates, Start, _verdicts, log);

        HeaderSource Start(SyncCandidate candidate) =>
            new(candidate, new HeaderBranch(candidate.Peer, candidate.Remote, chain, store, parameters, time), time);
    }

    /// <summary>What it is doing; <paramref name="isRunning"/> by whoever runs it.</summary>
    public SyncStatus Status(bool isRunning) => new(
        isRunning,
        _round is { } round ? round.Source.Candidate.Remote.Address : null,
        _height,
        Math.Max(_height, _round?.Source.Branch.Height ?? 0),
        _candidates.Count);

    /// <summary>How far it is. Unlike all else here it may be read at any time.</summary>
    public SyncProgress Progress
    {
        get
        {
            var (round, height) = (_round, _height);
            var state = round is not null ? SyncState.Blocks : _scouts.Any ? SyncState.Headers : SyncState.Idle;
            return new SyncProgress(state, Math.Max(height, round?.Source.Branch.Height ?? 0), height, _candidates.Count, round?.Download.Requests ?? 0);
        }
    }

    /// <summary>Looks at the chain: blocks that were imported, or sent unasked, did not come by here.</summary>
    public async Task Look() => _height = (await _chain.GetTip()).Height;

    /// <summary>A gateway named its peers.</summary>
    public void Heard(GatewayPeers peers) => _candidates.Heard(peers);

    /// <summary>Completes when no peer has anything that is worth asking for.</summary>
    public async Task Run(CancellationToken stopping)
    {
        try
        {
            await Look();
            while (!stopping.IsCancellationRequested)
            {
                Assign();
                if (_round is null && !_scouts.Any) return;
                await Task.WhenAny(InFlight());
                Settle();
            }
        }
        finally
        {
            _round?.Download.Abandon();
            _round = null;
            _scouts.Clear();
        }
    }

    private IEnumerable<Task> InFlight()
    {
        if (_tick.IsCompleted) _tick = Task.Delay(TickLength, _time);
        return _scouts.InFlight.Concat(_round?.InFlight ?? []).Append(_tick);
    }

    private void Assign()
    {
        _round?.Assign(_candidates.Deliverers);
        if (_round is null or { IsHeldUp: true }) _scouts.Assign(_height, _round?.Source.Candidate);
        else _scouts.Clear();
    }

    private void Settle()
    {
        if (_round is { } round)
        {
            var end = round.Settle(_candidates.Deliverers, _candidates.AnyBeside(round.Source.Candidate, _height));
            _height = round.Download.Tip?.Height ?? _height;
            if (end is not null) End(round, end);
            else if (!round.IsHeldUp) return;
        }

        var found = _scouts.Settle();
        _height = _scouts.Tip?.Height ?? _height;
        if (found is not { } branch) return;
        if (_round is { } slower) End(slower, RoundEnd.Overtaken);
        Follow(branch.Source, branch.Step);
    }

    private void Follow(HeaderSource source, HeaderStep step)
    {
        _log.SyncStarted(source.Candidate.Remote.Address, source.Peer.ClaimedHeight);
        foreach (var candidate in _candidates.Deliverers) candidate.Load.StartRound();
        var download = new BranchDownload(source.Branch.Hashes, _chain, _size, _verdicts, _time, _log);
        _round = new SyncRound(source, download, step, _verdicts, _time);
    }

    private void End(SyncRound round, RoundEnd end)
    {
        round.Download.Abandon();
        round.Source.Candidate.Tried(round.Source.Peer, end.Step);
        round.Source.Candidate.RoundEnded(end.IsFailure);
        if (end.IsStuck) _candidates.Avoid(round.Download.Used);
        _log.SyncEnded(round.Source.Candidate.Remote.Address, _height, end.Step.Detail);
        _round = null;
    }
}
