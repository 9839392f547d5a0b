using BloomCoin.Abstractions.Reputation;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Limits;

/// <summary>What this gateway may take from one address, over all its connections here: leased from the address's grain. Lives as long as its connections.</summary>
internal sealed class AddressBudget
{
    /// <summary>A peer is not kept waiting longer for the first lease.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RenewLowAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NoteAfter = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly LeasedBudget?[] _budgets;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _asked;
    private long? _noted;
    private bool _isAsking, _isAlone, _isAnswered;

    public AddressBudget(string account, MessageRates rates, TimeProvider time)
    {
        (Account, _time, _asked) = (account, time, time.GetTimestamp());
        _budgets = [.. MessageRates.LimitedTypes.Select(type => rates.PerMinute(type) is var limit and > 0 ? new LeasedBudget(limit, time) : null)];
        Ready = First();
    }

    public string Account { get; }

    /// <summary>Connections of the address at this gateway; kept by <see cref="AddressBudgets"/> under its lock.</summary>
    public int Connections { get; set; }

    /// <summary>Completes when there is a lease to take from, and after a quarter of a second anyway. Does not fail.</summary>
    public Task Ready { get; }

    /// <summary>Messages that were taken since the address connected.</summary>
    public long TakenOf(MessageType type)
    {
        lock (_lock) return _budgets[MessageRates.IndexOf(type)]?.Taken ?? 0;
    }

    /// <summary>Takes one message if it is within the budget.</summary>
    public bool TryTake(MessageType type)
    {
        lock (_lock) return _budgets[MessageRates.IndexOf(type)]?.TryTake() ?? true;
    }

    /// <summary>Whether rate_limited is due: once a minute (wire-protocol 7).</summary>
    public bool MayNote()
    {
        lock (_lock)
        {
            if (_noted is { } noted && _time.GetElapsedTime(noted) < NoteAfter) return false;
            _noted = _time.GetTimestamp();
            return true;
        }
    }

    /// <summary>What to tell the grain, when it is time to: first at once, then each minute, and each second while a budget is low. Null while it is not.</summary>
    public SpentBudget[]? ReportIfDue(bool first)
    {
        lock (_lock)
        {
            var age = _time.GetElapsedTime(_asked);
            var isDue = first || age >= RenewAfter || (age >= RenewLowAfter && (_isAlone || _budgets.Any(budget => budget is { IsLow: true })));
            if (_isAsking || !isDue) return null;
            _isAsking = true;
            return Report();
        }
    }

    /// <summary>What was spent and not told yet, at the end.</summary>
    public SpentBudget[] LastReport()
    {
        lock (_lock) return Report();
    }

    /// <summary>The grain's answer; null when there was none.</summary>
    public void Answered(MessageBudget[]? leased)
    {
        lock (_lock)
        {
            (_isAsking, _isAnswered, _asked) = (false, true, _time.GetTimestamp());
            _isAlone = leased is null;
            if (leased is null)
            {
                foreach (var budget in _budgets) budget?.GoOnAlone();
            }
            else
            {
                foreach (var (type, count) in leased) _budgets[MessageRates.IndexOf((MessageType)type)]?.Renew(count);
            }
        }

        _first.TrySetResult();
    }

    private SpentBudget[] Report()
    {
        var report = new List<SpentBudget>(_budgets.Length);
        for (var i = 0; i < _budgets.Length; i++)
        {
            if (_budgets[i] is { } budget) report.Add(new SpentBudget((byte)MessageRates.LimitedTypes[i], budget.PerMinute, budget.Report()));
        }

        return [.. report];
    }

    /// <summary>A lease that is late holds nothing yet: without a part of the budget an honest peer's first messages would be dropped.</summary>
    private async Task First()
    {
        await _first.Task.WaitAsync(Patience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            if (_isAnswered) return;
            foreach (var budget in _budgets) budget?.GoOnAlone();
        }
    }
}
