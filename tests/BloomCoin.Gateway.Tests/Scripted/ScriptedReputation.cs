using System.Collections.Concurrent;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using Orleans.Runtime;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>The grain of every address of a session without a silo: it writes down what it hears, and leases as its test says.</summary>
internal sealed class ScriptedReputation : IReputationGrain
{
    public ConcurrentQueue<(PeerEvent What, int Count)> Noted { get; } = new();

    /// <summary>Every report of what was spent, the last one too.</summary>
    public ConcurrentQueue<SpentBudget[]> Reports { get; } = new();

    /// <summary>Leases that were given back.</summary>
    public int Ended { get; private set; }

    /// <summary>What is leased; by default all that a minute allows.</summary>
    public Func<SpentBudget[], Task<MessageBudget[]>> OnLease { get; set; } =
        spent => Task.FromResult(spent.Select(use => new MessageBudget(use.Type, use.PerMinute)).ToArray());

    public Task Note(PeerEvent what, int count)
    {
        Noted.Enqueue((what, count));
        return Task.CompletedTask;
    }

    public Task<MessageBudget[]> Lease(SiloAddress gateway, SpentBudget[] spent)
    {
        Reports.Enqueue(spent);
        return OnLease(spent);
    }

    public Task EndLease(SiloAddress gateway, SpentBudget[] spent)
    {
        Reports.Enqueue(spent);
        Ended++;
        return Task.CompletedTask;
    }

    public Task<AddressReputation> GetReputation() => throw new NotSupportedException();

    public Task Ban(TimeSpan length, string reason) => throw new NotSupportedException();

    public Task<bool> Unban() => throw new NotSupportedException();
}
