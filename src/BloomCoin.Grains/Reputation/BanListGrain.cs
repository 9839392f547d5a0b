using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Events;
using BloomCoin.Grains.Placement;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Reputation;

/// <inheritdoc cref="IBanListGrain"/>
[OnCompute]
internal sealed class BanListGrain(
    IReputationStore store, GatewayClient gateways, EventPublisher events, ReputationMetrics metrics, TimeProvider time, ILogger<BanListGrain> log)
    : Grain, IBanListGrain
{
    /// <summary>Scores that are kept: after three days nothing is left of one (12 half-lives), and some 10 MB are enough of them.</summary>
    private const int KeptScores = 100_000;

    private static readonly TimeSpan ScoresLast = TimeSpan.FromDays(3);
    private static readonly TimeSpan Housekeeping = TimeSpan.FromHours(1);

    private readonly StandingBans _bans = new(time);

    private BanVersion _version = new(Guid.NewGuid(), 0);
    private IDisposable? _shown;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => StoreFailures.Translated(() => Load(cancellationToken));

    private async Task Load(CancellationToken cancellationToken)
    {
        foreach (var ban in await store.ReadBans(time.GetUtcNow(), IBanListGrain.Limit, cancellationToken))
            _bans.Set(new AddressBan(ban.Address, ban.Since, ban.Until, ban.Reason, ban.IsManual));
        this.RegisterGrainTimer(KeepHouse, new GrainTimerCreationOptions(TimeSpan.Zero, Housekeeping));
        _shown = metrics.Show(_bans);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _shown?.Dispose();
        return Task.CompletedTask;
    }

    public Task Add(AddressBan ban) => Change(ban, _bans.RoomFor(ban));

    public async Task<bool> Lift(string address)
    {
        var stood = _bans.Find(address) is not null;
        if (stood) await Change(null, [address]);
        return stood;
    }

    public Task<AddressBan?> Find(string address) => Task.FromResult(_bans.Find(address));

    public Task<AddressBan[]> List(int skip, int count) =>
        Task.FromResult(_bans.All.OrderBy(ban => ban.Until).Skip(Math.Max(skip, 0)).Take(Math.Clamp(count, 0, 1000)).ToArray());

    public Task<BanNews?> GetNews(BanVersion? known) =>
        Task.FromResult(known == _version ? null : new BanNews(_version, IsWhole: true, [.. _bans.All], []));

    /// <summary>Durable first, then known here, then on its way to the gateways.</summary>
    private async Task Change(AddressBan? added, IReadOnlyList<string> lifted)
    {
        await store.ChangeBans(
            added is null ? null : new StoredBan(added.Address, added.Since, added.Until, added.Reason, added.IsManual), lifted);
        NodeEvent[] news =
        [
            .. lifted.Where(address => _bans.Find(address) is not null).Select(address => new AddressUnbanned(address)),
            .. added is null ? Array.Empty<NodeEvent>() : [new AddressBanned(added)],
        ];
        foreach (var address in lifted) _bans.Remove(address);
        if (added is not null) _bans.Set(added);
        _version = _version with { Number = _version.Number + 1 };
        gateways.PushBans(new BanNews(_version, IsWhole: false, added is null ? [] : [added], [.. lifted]));
        events.Publish(news);
    }

    private async Task KeepHouse(CancellationToken cancellation)
    {
        try
        {
            await store.PruneScores(time.GetUtcNow() - ScoresLast, KeptScores, cancellation);
        }
        catch (Exception exception)
        {
            log.ScoresNotPruned(exception);
        }
    }
}
