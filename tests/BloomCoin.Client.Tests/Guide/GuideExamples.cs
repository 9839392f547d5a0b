using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Client.Connection;
using BloomCoin.Client.Payments;
using BloomCoin.Keys;
using BloomCoin.Keys.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BloomCoin.Client.Tests.Guide;

/// <summary>The examples of docs/client.md: the page has their lines, and this has them compiled.</summary>
internal static class GuideExamples
{
    public static async Task Connect(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddBloomCoinClient(builder.Configuration);
        using var host = builder.Build();
        await host.StartAsync();
        var node = host.Services.GetRequiredService<IBloomClient>();
        await Chain(node, default);
    }

    public static async Task Chain(IBloomClient node, Hash256 txid)
    {
        var tip = await node.Chain.GetTip();
        var found = await node.Chain.GetBlockAt(tip.Height);
        if (found is not null && Block.TryParse(found.Bytes, out var block, out _)) Console.WriteLine($"{block.Transactions.Count} transactions");
        if (await node.Chain.FindBlockOf(txid) is { } holder) Console.WriteLine($"{tip.Height - holder.Height + 1} confirmations");
    }

    public static async Task Ledger(IBloomClient node, Hash256 address)
    {
        var balance = await node.Ledger.GetBalance(address);
        Console.WriteLine($"{Amount.Format(balance.Total)} BLOOM, of which {Amount.Format(balance.Immature)} must mature");
        await foreach (var output in node.Ledger.ReadUnspent(address)) Console.WriteLine($"{output.Output}: {output.Amount} units");
    }

    public static async Task Pay(IBloomClient node, PrivateKey key, Hash256 recipient, CancellationToken cancellation)
    {
        var taken = await WaitingSpends.Read(node, cancellation);
        var holdings = await Holdings.Read(node, key.Address, taken, cancellation);
        Console.WriteLine($"{holdings.Spendable.Total} units can be spent");
    }

    public static async Task Submit(IBloomClient node, Transaction transaction)
    {
        var report = await node.Transactions.Submit(TransactionBatch.Of([transaction.Bytes]));
        if (!report.Verdicts[0].IsHeld()) Console.WriteLine($"refused: {report.Verdicts[0].Explain()}");
    }

    public static async Task Mempool(IBloomClient node)
    {
        var waiting = await node.Mempool.List(count: 10);
        Console.WriteLine($"{waiting.Count} transactions wait; the best pays {waiting.Transactions.FirstOrDefault()?.Fee} units");
    }

    public static async Task Phases(IBloomClient node)
    {
        if (await node.Phases.GetRound() is { } round)
            Console.WriteLine($"height {round.Merged.Height}: r = {round.Merged.Coherence} of {round.Merged.Contributors}");
        if (await node.Miners.GetState(0) is { IsMining: true } miner) Console.WriteLine($"miner 0 works on height {miner.Height}");
    }

    public static async Task Peers(IBloomClient node)
    {
        var peers = await node.Peers.List(PeerOrder.Bytes, descending: true, count: 20);
        foreach (var peer in peers.Peers) Console.WriteLine($"{peer.Address} {peer.UserAgent}");
        await node.Reputation.Ban("203.0.113.7", TimeSpan.FromDays(7), "floods us");
    }

    public static async Task WhatItIsMadeOf(IBloomClient node)
    {
        foreach (var silo in await node.Silos.List()) Console.WriteLine($"{silo.Name} since {silo.Started:u}: {silo.Activations} grains");
        foreach (var gateway in await node.Silos.ListGateways()) Console.WriteLine($"{gateway.Gateway}: {gateway.Inbound} inbound, {gateway.Outbound} outbound");
    }

    public static async Task NodeItself(IBloomClient node)
    {
        var book = await node.Addresses.List(offset: 0, count: 100);
        var sync = await node.Sync.GetStatus();
        Console.WriteLine($"{book.Addresses.Length} addresses; {(sync.IsRunning ? "syncing" : "not syncing")}");
    }

    public static async Task Follow(IBloomClient node, Func<EventPosition?> kept, Action<EventPosition> keep, CancellationToken stop)
    {
        await foreach (var what in node.Events.Read(after: kept(), stop))
        {
            switch (what)
            {
                case TipMoved tip: Console.WriteLine($"height {tip.Height}"); break;
                case EventsMissed: Console.WriteLine($"height {(await node.Chain.GetTip(stop)).Height}, after a gap"); break;
            }

            keep(what.Position);
        }
    }

    public static async Task Unreachable(IBloomClient node)
    {
        try
        {
            await node.Peers.Connect("seed.example.org", 8333);
        }
        catch (PeerUnavailableException exception)
        {
            Console.WriteLine(exception.Message);   // the node answered: the peer did not
        }
        catch (NodeUnreachableException exception)
        {
            Console.WriteLine(exception.Message);   // the node did not answer, and may have dialled all the same
        }
    }
}
