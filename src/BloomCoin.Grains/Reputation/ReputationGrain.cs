using BloomCoin.Abstractions.Addresses;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Placement;
using BloomCoin.Peering.Reputation;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Reputation;

/// <inheritdoc cref="IReputationGrain"/>
/// <remarks>Strangers make as many as they have addresses. What one knows is in the store when it is collected, and its budgets are full again a minute after the last lease.</remarks>
[OnCompute, CollectionAgeLimit(Minutes = 2)]
internal sealed class ReputationGrain(IReputationStore store, ReputationSettings settings, ReputationMetrics metrics, TimeProvider time, ILogger<ReputationGrain> log)
    : Grain, IReputationGrain
{
    private static readonly TimeSpan Save = TimeSpan.FromMinutes(1);

    private readonly BudgetLedger _budgets = new(time);

    private string _address = "";
    private bool _isExempt;
    private ReputationScore _score;
    private ReputationScore? _saved;
    private AddressBan? _ban;
    private string _lastFault = "";

    private IBanListGrain Bans => GrainFactory.GetGrain<IBanListGrain>(IBanListGrain.Key);

    private AddressBan? LiveBan => _ban is { } ban && ban.Until > time.GetUtcNow() ? ban : null;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => StoreFailures.Translated(() => Load(cancellationToken));

    private async Task Load(CancellationToken cancellationToken)
    {
        _address = PeerAddress.AccountOfReputation(this.GetPrimaryKeyString());
        _isExempt = settings.ExemptLoopback && PeerAddress.IsLoopback(_address);
        var kept = await store.ReadScore(_address, cancellationToken);
        _score = kept is null ? ReputationScore.New(time.GetUtcNow()) : new ReputationScore(kept.Score, kept.At);
        _saved = kept is null ? null : _score;
        _ban = await Bans.Find(_address);
        this.RegisterGrainTimer(Keep, new GrainTimerCreationOptions(Save, Save) { KeepAlive = false });
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await Keep(cancellationToken);

    public async Task Note(PeerEvent what, int count)
    {
        metrics.Noted(what, Math.Max(count, 1));
        var change = ScoreChanges.Of(what) * Math.Max(count, 1);
        _score = _score.After(change, time.GetUtcNow());
        if (change >= 0) return;
        _lastFault = what.ToString();
        await BanIfDue();
    }

    public Task<AddressReputation> GetReputation() =>
        Task.FromResult(new AddressReputation(_address, _score.ValueAt(time.GetUtcNow()), LiveBan));

    public async Task Ban(TimeSpan length, string reason)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        await Ban(length, reason, isManual: true);
    }

    public async Task<bool> Unban()
    {
        // The score too: else the next fault, however small, would ban the address again.
        if (_score.ValueAt(time.GetUtcNow()) < ReputationScore.Neutral) _score = ReputationScore.New(time.GetUtcNow());
        await Keep(CancellationToken.None);
        _ban = null;
        return await Bans.Lift(_address);
    }

    public Task<MessageBudget[]> Lease(SiloAddress gateway, SpentBudget[] spent) => Task.FromResult(_budgets.Lease(gateway, spent));

    public Task EndLease(SiloAddress gateway, SpentBudget[] spent)
    {
        _budgets.End(gateway, spent);
        return Task.CompletedTask;
    }

    private async Task BanIfDue()
    {
        var score = _score.ValueAt(time.GetUtcNow());
        if (score < ReputationScore.BanBelow && LiveBan is null && !_isExempt)
            await Ban(ReputationScore.BanLength, FormattableString.Invariant($"score {score:0.00}, last for {_lastFault}"), isManual: false);
    }

    private async Task Ban(TimeSpan length, string reason, bool isManual)
    {
        var now = time.GetUtcNow();
        var until = length < DateTimeOffset.MaxValue - now ? now + length : DateTimeOffset.MaxValue;
        var ban = new AddressBan(_address, now, until, reason.Length > IReputationGrain.LongestReason ? reason[..IReputationGrain.LongestReason] : reason, isManual);
        await Bans.Add(ban);
        _ban = ban;
        metrics.Banned(isManual);
        log.Banned(_address, until, ban.Reason);
    }

    /// <summary>A ban that could not be made durable is tried again with the next fault and here.</summary>
    private async Task Keep(CancellationToken cancellation)
    {
        try
        {
            if (_saved != _score && !_isExempt)
            {
                var score = _score;
                await store.SaveScore(new StoredScore(_address, score.Value, score.At), cancellation);
                _saved = score;
                await GrainFactory.GetGrain<IAddressBookGrain>(IAddressBookGrain.Key).Scored(_address, score.ValueAt(time.GetUtcNow()));
            }

            await BanIfDue();
        }
        catch (Exception exception)
        {
            log.ReputationNotKept(exception, _address);
        }
    }
}
