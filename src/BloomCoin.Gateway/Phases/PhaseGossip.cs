using BloomCoin.Abstractions.Phases;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Gossip;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway.Phases;

/// <summary>The way of phases through a gateway (wire-protocol 4): gathered, merged, acknowledged, passed on in rounds.</summary>
internal sealed class PhaseGossip : IDisposable
{
    private readonly SessionRegistry _sessions;
    private readonly TipView _tip;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Signal _due = new();

    public PhaseGossip(
        IGrainFactory grains, SessionRegistry sessions, TipView tip, PhaseSettings settings, TimeProvider time, ILogger log)
    {
        (_sessions, _tip, Settings, _time, _log) = (sessions, tip, settings, time, log);
        Held = new HeldPhases(grains, tip, time, log);
        Inbox = new PhaseInbox(grains, new PhaseAnswers(Held), tip, time, log);
        Round = new GossipRound(sessions, Held, settings.Strategy);
    }

    public PhaseSettings Settings { get; }

    public HeldPhases Held { get; }

    public PhaseInbox Inbox { get; }

    public GossipRound Round { get; }

    /// <summary>Runs until the gateway stops.</summary>
    public async Task Run(CancellationToken stopping)
    {
        try
        {
            await Task.WhenAll(Inbox.Run(stopping), KeepTime(stopping), KeepGossiping(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _log.GossipEnded();
        }
    }

    /// <summary>Once a second: what peers' grains are to hear, and the log.</summary>
    public void Beat()
    {
        foreach (var session in _sessions.AllEstablished) session.PhasesIfAny?.Tally.Beat();
        Inbox.Beat();
    }

    /// <summary>A merge of this node crossed 0.8 or z_c: a round is due at once.</summary>
    public void OnCrossing(MergedPhases merged)
    {
        Held.Take(merged);
        _due.Set();
    }

    /// <summary>A peer's phases. Those of a height that is far are let go without penalty.</summary>
    public void OnPhase(PeerSession session, in PhaseMessage phase)
    {
        if (!session.Phases.TakeAsked(phase.Height) && !session.Limits.Admits(MessageType.Phase)) return;
        if (!PhaseWindow.Contains(phase.Height, _tip.Height, _tip.HeaderHeight)) return;
        session.Phases.Tells(phase.Coherence);
        Inbox.Add(session, phase);
    }

    /// <summary>A peer asks for phases.</summary>
    public static void OnGetPhase(PeerSession session, in GetPhaseMessage asked)
    {
        var heights = new uint[asked.Heights.Count];
        for (var index = 0; index < heights.Length; index++) heights[index] = asked.Heights[index];
        session.Answers.Add(new PhasesOwed(heights));
    }

    /// <summary>One pair may acknowledge a PHASE of ours, and asks for nothing then; else a peer says what it holds.</summary>
    public void OnCoherence(PeerSession session, in CoherenceMessage message)
    {
        var pairs = message.Pairs;
        if (pairs.Count == 1 && session.Phases.TakeAcknowledgement(pairs[0].Height)) return;
        if (!session.Limits.Admits(MessageType.Coherence)) return;
        foreach (var pair in pairs)
        {
            if (pair.Height != Held.WorkingHeight) continue;
            session.Phases.Tells(pair.Coherence);
            session.Phases.AskIfNews(pair);
        }
    }

    public void Dispose()
    {
        _due.Dispose();
        Inbox.Dispose();
    }

    private async Task KeepTime(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Settings.Interval, _time);
        while (await timer.WaitForNextTickAsync(stopping)) _due.Set();
    }

    /// <summary>A round that fails is this node's fault, and the next one comes.</summary>
    private async Task KeepGossiping(CancellationToken stopping)
    {
        while (true)
        {
            await _due.Wait(stopping);
            try
            {
                await Round.Run();
            }
            catch (Exception exception)
            {
                _log.RoundFailed(exception);
            }
        }
    }
}
