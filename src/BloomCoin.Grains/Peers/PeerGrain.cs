using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Core;
using Orleans.Placement;
using Orleans.Storage;

namespace BloomCoin.Grains.Peers;

/// <inheritdoc cref="IPeerGrain"/>
/// <remarks>
/// Each connection from outside makes one, so who comes and goes must not leave them behind: it lives while its connection does, and is collected
/// soon after. One whose gateway died with its silo goes the same way, for it was there too. Nothing is kept of such a peer, so nothing is
/// read for it either, as it would be for a persistent state that Orleans injects.
/// </remarks>
[PreferLocalPlacement, Reentrant, CollectionAgeLimit(Minutes = 2)]
internal sealed class PeerGrain(
    [FromKeyedServices(GrainStorage.Name)] IGrainStorage storage,
    GatewayClient gateways,
    TimeProvider time,
    ILogger<PeerGrain> log) : Grain, IPeerGrain
{
    /// <summary>How much the newest latency counts in the mean.</summary>
    private const double NewestWeight = 0.2;

    private readonly long[] _events = new long[Enum.GetValues<PeerEvent>().Length];

    private StateStorageBridge<PeerRecord>? _record;
    private IReputationGrain? _reputation;
    private PeerConnected? _connection;
    private int _bestHeight = -1;
    private long _blocks, _headers;
    private TimeSpan? _latency;
    private string? _lastDisconnect;

    public async Task Connected(PeerConnected connection)
    {
        _connection = connection;
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        if (connection.Outbound) await Remember(connection);
    }

    public Task Disconnected(Guid connection, string reason)
    {
        if (_connection?.Connection == connection)
        {
            _connection = null;
            _lastDisconnect = reason;
            DelayDeactivation(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    public async Task<PeerState> GetState() => new(
        _connection, _connection?.UserAgent ?? (await Record()).State.UserAgent, _bestHeight, _blocks, _headers, _latency, _lastDisconnect, [.. _events]);

    public async Task<HeaderRange> RequestHeaders(PeerSocket socket, int start, int count)
    {
        var asked = time.GetTimestamp();
        var headers = await Ask(() => gateways.At(socket.Gateway).RequestHeaders(socket.Connection, start, count));
        Measured(time.GetElapsedTime(asked));
        _headers += headers.Count;
        if (headers.Count > 0) _bestHeight = Math.Max(_bestHeight, headers.End - 1);
        return headers;
    }

    public async Task<BlockBatch> RequestBlocks(PeerSocket socket, BlockRequest request)
    {
        var blocks = await Ask(() => gateways.At(socket.Gateway).RequestBlocks(socket.Connection, request));
        _blocks += blocks.Split().Count;
        return blocks;
    }

    public Task Note(PeerEvent what, int count)
    {
        _events[(int)what] += count;
        if (_reputation is null && PeerAddress.TryGetAccount(this.GetPrimaryKeyString(), out var account))
            _reputation = GrainFactory.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(account));
        return _reputation?.Note(what, count) ?? Task.CompletedTask;
    }

    public async Task Disconnect(PeerSocket socket, PeerFault fault, string detail)
    {
        try
        {
            await gateways.At(socket.Gateway).Disconnect(socket.Connection, fault, detail);
        }
        catch (SiloUnavailableException exception)
        {
            // The socket went with its gateway.
            log.GatewayGone(exception, this.GetPrimaryKeyString());
        }
    }

    private async Task<T> Ask<T>(Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            throw new PeerUnavailableException($"{PeerAddress.Display(this.GetPrimaryKeyString())}: its gateway did not answer", exception);
        }
    }

    private void Measured(TimeSpan latency) => _latency = _latency is { } mean ? mean + ((latency - mean) * NewestWeight) : latency;

    /// <summary>Writes only what changed: a peer that reconnects costs no write.</summary>
    private async Task Remember(PeerConnected connection)
    {
        var record = await Record();
        var kept = record.State;
        if (kept.UserAgent == connection.UserAgent && kept.Version == connection.Version && kept.Services == connection.Services) return;
        (kept.UserAgent, kept.Version, kept.Services) = (connection.UserAgent, connection.Version, connection.Services);
        await record.WriteStateAsync();
    }

    private async Task<StateStorageBridge<PeerRecord>> Record()
    {
        if (_record is { } known) return known;
        var record = new StateStorageBridge<PeerRecord>(PeerRecord.Name, GrainContext, storage);
        await record.ReadStateAsync();
        return _record ??= record;
    }
}
