using System.Diagnostics;
using System.Globalization;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Gateway.Phases;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing;

namespace BloomCoin.Benchmarks.PhasePath;

/// <summary>
/// PHASEs from sockets through batch, worker and height until their COHERENCE is back: how long when a batch is full at once, how long when it has to wait for
/// more, and how many a second when each peer sends the next as soon as the last is acknowledged. The baseline of the same run answers with the same bytes at
/// once and knows nothing of phases. Nodes are processes, the peers are in this one.
/// </summary>
internal static class AcknowledgementBenchmark
{
    private const int BatchSize = PhaseBatch.MaxCount, Rounds = 400, WarmupRounds = 200, ManyPeers = 1_000, SparseRate = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), Warmup = TimeSpan.FromSeconds(4), Measured = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromSeconds(30);

    public static async Task Run()
    {
        Console.WriteLine("| way | load | p50, ms | p99, ms | most, ms | acknowledged/s | of the baseline | us of a core each |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        double baseline;
        using (var bare = new BareServer(PeerSockets.Encode(Answer()), PeerSockets.Phase.Length))
        {
            await ShowFull("bare server", bare.Port);
            baseline = await ShowFlatOut("bare server", bare.Port, null, null);
        }

        await using (var silo = await Start(null)) await Show("one silo", silo, baseline);
        await using var server = PostgreSqlServer.Durable();
        await using (var silos = await Start(server)) await Show("a gateway and a compute silo", silos, baseline);
    }

    private static Task<BenchSilos> Start(PostgreSqlServer? server) =>
        BenchSilos.Start(server, 1, "--Bloom:Gateway:RateLimits:PHASE=0", $"--Bloom:Gateway:MaxConnections={2 * ManyPeers}");

    private static CoherenceMessage Answer() => new(ItemList.Encode<CoherencePair, CoherencePair>([new CoherencePair(1, 0.5f)], new byte[CoherencePair.Size]));

    private static async Task Show(string way, BenchSilos silos, double baseline)
    {
        var port = silos.Gateways[0].PeerPort;
        await ShowFull(way, port);
        Console.WriteLine($"| {way} | {SparseRate} a second, less the {PhaseInbox.Gathering.TotalMilliseconds:0} ms of a batch | {await Sparse(port)} | - | - | - |");
        await ShowFlatOut(way, port, silos, baseline);
    }

    private static async Task ShowFull(string way, int port) =>
        Console.WriteLine($"| {way} | {BatchSize} at once, from the last sent | {await Full(port)} | - | - | - |");

    private static async Task<double> ShowFlatOut(string way, int port, BenchSilos? silos, double? baseline)
    {
        var (times, rate, cost) = await FlatOut(port, silos);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {way} | {ManyPeers} peers, each as soon as it is acknowledged | {times} | {rate:n0} | {rate / (baseline ?? rate):p0} | {(silos is null ? "-" : cost.ToString("0.0", CultureInfo.InvariantCulture))} |"));
        return rate;
    }

    /// <summary>A hundred peers send one each, together: the last of them fills the batch.</summary>
    private static async Task<Latencies> Full(int port)
    {
        var (times, last, missing) = (new Latencies(Rounds * BatchSize), 0L, 0);
        var (isMeasured, all) = (false, new SemaphoreSlim(0));
        var peers = await HearingPeer.Connect(port, BatchSize, (_, frame, at) =>
        {
            if (frame.Type != MessageType.Coherence) return;
            if (Volatile.Read(ref isMeasured)) times.Add(Math.Min(at, Volatile.Read(ref last)), at);
            if (Interlocked.Decrement(ref missing) == 0) all.Release();
        });
        for (var round = 0; round < WarmupRounds + Rounds; round++)
        {
            Volatile.Write(ref isMeasured, round >= WarmupRounds);
            Volatile.Write(ref missing, BatchSize);
            Volatile.Write(ref last, long.MaxValue);
            foreach (var peer in peers) peer.Send(PeerSockets.Phase);
            Volatile.Write(ref last, peers[^1].SentAt);
            if (!await all.WaitAsync(Patience)) throw new TimeoutException($"{missing} PHASEs are not acknowledged");
            await Task.Delay(Pause, TimeProvider.System);
        }

        foreach (var peer in peers) peer.Dispose();
        return times;
    }

    /// <summary>So few that no batch gets full: what is over the time that a batch gathers is what the way costs.</summary>
    private static async Task<Latencies> Sparse(int port)
    {
        var sent = (int)(Measured.TotalSeconds * SparseRate);
        var (times, gathering) = (new Latencies(sent), (long)(PhaseInbox.Gathering.TotalSeconds * Stopwatch.Frequency));
        var isMeasured = false;
        var peers = await HearingPeer.Connect(port, BatchSize, (peer, frame, at) =>
        {
            if (frame.Type == MessageType.Coherence && Volatile.Read(ref isMeasured)) times.Add(peer.SentAt + gathering, at);
        });
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / SparseRate), TimeProvider.System);
        for (var next = 0; next < 2 * sent; next++)
        {
            await timer.WaitForNextTickAsync();
            Volatile.Write(ref isMeasured, next >= sent);
            peers[next % BatchSize].Send(PeerSockets.Phase);
        }

        foreach (var peer in peers) peer.Dispose();
        return times;
    }

    private static async Task<(Latencies Times, double Rate, double Cost)> FlatOut(int port, BenchSilos? silos)
    {
        var (times, count, isMeasured) = (new Latencies(4_000_000), 0L, false);
        var peers = await HearingPeer.Connect(port, ManyPeers, (peer, frame, at) =>
        {
            if (frame.Type != MessageType.Coherence) return;
            Interlocked.Increment(ref count);
            if (Volatile.Read(ref isMeasured)) times.Add(peer.SentAt, at);
            peer.Send(PeerSockets.Phase);
        });
        foreach (var peer in peers) peer.Send(PeerSockets.Phase);
        await Task.Delay(Warmup, TimeProvider.System);
        var (began, used, before) = (Stopwatch.GetTimestamp(), silos?.Cpu ?? default, Interlocked.Read(ref count));
        Volatile.Write(ref isMeasured, true);
        await Task.Delay(Measured, TimeProvider.System);
        Volatile.Write(ref isMeasured, false);
        var came = Interlocked.Read(ref count) - before;
        var figures = (times, came / Stopwatch.GetElapsedTime(began).TotalSeconds, ((silos?.Cpu ?? default) - used).TotalMicroseconds / came);
        foreach (var peer in peers) peer.Dispose();
        return figures;
    }
}
