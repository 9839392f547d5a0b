using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway.Relay;

/// <summary>
/// The way of transactions through a gateway (wire-protocol 5): announced, asked for, handed to the mempool, announced on.
/// </summary>
internal sealed class TransactionRelay : IDisposable
{
    /// <summary>
    /// Blocks behind a peer's claim at which its transactions are not asked for: their outputs may not be known here yet.
    /// </summary>
    public const int FarBehind = 100;

    private readonly IGrainFactory _grains;
    private readonly SessionRegistry _sessions;
    private readonly TipView _tip;
    private readonly ILogger _log;
    private readonly Signal _work = new();

    public TransactionRelay(IGrainFactory grains, SessionRegistry sessions, TipView tip, TimeProvider time, ILogger log)
    {
        (_grains, _sessions, _tip, _log) = (grains, sessions, tip, log);
        Requests = new TransactionRequests(grains, time, log);
        Inbox = new TransactionInbox(grains, Requests, time, log);
        Announcer = new TransactionAnnouncer(sessions, time);
    }

    public TransactionRequests Requests { get; }

    public TransactionInbox Inbox { get; }

    public TransactionAnnouncer Announcer { get; }

    /// <summary>Runs until the gateway stops. The mempool is called to life first: what it kept is to be announced.</summary>
    public async Task Run(CancellationToken stopping)
    {
        _grains.GetGrain<IMempoolGrain>(0).OnTip().Ignore();
        try
        {
            await Task.WhenAll(Inbox.Run(stopping), Announcer.Run(stopping), KeepAsking(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _log.RelayEnded();
        }
    }

    /// <summary>Once a second: what is overdue, and what had to wait.</summary>
    public void Beat()
    {
        foreach (var session in _sessions.AllEstablished) AskInventory(session);
        Requests.Expire();
        Announcer.Wake();
        _work.Set();
    }

    /// <summary>The handshake is complete.</summary>
    public void OnEstablished(PeerSession session)
    {
        Announcer.Begin(session);
        AskInventory(session);
    }

    /// <summary>A transaction. An invalid one is dropped without penalty, one over the peer's limit unread.</summary>
    public void OnTx(PeerSession session, ReadOnlySpan<byte> bytes)
    {
        var peer = session.Transactions;
        var mayBeAsked = peer.Wanted > 0;
        if (!mayBeAsked && !session.Limits.Admits(MessageType.Tx)) return;
        if (!Transaction.TryParse(bytes.ToArray(), out var transaction, out _))
        {
            // It answers nothing: whoever leaves a GET_TX open could send any amount of it.
            _ = mayBeAsked && session.Limits.Admits(MessageType.Tx);
            return;
        }

        peer.Known.Add(transaction.Id.ToArray());
        if (mayBeAsked && !Requests.Deliver(session, transaction.Id) && !session.Limits.Admits(MessageType.Tx)) return;
        if (!Inbox.TryAdd(session, transaction)) Requests.Judged(transaction.Id, outcome: null);
    }

    /// <summary>An inventory: what the peer holds.</summary>
    public void OnInventory(PeerSession session, HashList txids)
    {
        if (!session.Transactions.TakeInventoryOwed() && !session.Limits.Admits(MessageType.Mempool)) return;
        foreach (var txid in txids) session.Transactions.Known.Add(txid);
        if (IsFarBehind(session)) return;
        Requests.Announced(session, txids);
        _work.Set();
    }

    /// <summary>The peer asks for our inventory.</summary>
    public static void OnInventoryWanted(PeerSession session)
    {
        if (session.Limits.Admits(MessageType.Mempool)) session.Answers.Add(new InventoryOwed());
    }

    /// <summary>The peer does not have what it was asked for. False when none of it was.</summary>
    public bool OnMissing(PeerSession session, HashList txids)
    {
        if (!Requests.Missing(session, txids)) return false;
        _work.Set();
        return true;
    }

    public void Dispose()
    {
        _work.Dispose();
        Inbox.Dispose();
        Announcer.Dispose();
    }

    private async Task KeepAsking(CancellationToken stopping)
    {
        while (true)
        {
            await _work.Wait(stopping);
            await Requests.AskForNew();
        }
    }

    /// <summary>Asks a peer once for what it holds; later, while this node is far behind.</summary>
    private void AskInventory(PeerSession session)
    {
        if (session.Transactions.IsAsked || !session.Peer!.Services.HasFlag(NodeServices.Mempool) || IsFarBehind(session)) return;
        session.Transactions.AskInventory();
        session.Send(MempoolMessage.Request);
    }

    private bool IsFarBehind(PeerSession session) => session.ClaimedHeight > _tip.Height + FarBehind;
}
