using System.Diagnostics;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Chain;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing;

namespace BloomCoin.Benchmarks.Cluster;

/// <summary>
/// One block at a time, from a peer's socket through the rules and into the durable store, until the last peer of every other gateway has heard of it.
/// The silos are processes, the peers are in this one. The baseline is the store alone: the same blocks, one append each.
/// </summary>
internal static class RelayBenchmark
{
    /// <summary>docs/performance mark: 99 of 100 take no longer, in milliseconds.</summary>
    private const int Mark = 20;

    private const int PeersOfEach = 8, Warmup = 500, Measured = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromSeconds(30);

    public static async Task Run()
    {
        Console.WriteLine($"| blocks, one at a time | p50, ms | p99, ms (mark {Mark}) | most, ms |");
        Console.WriteLine("|---|---|---|---|");
        var chain = BenchChain.Reference();
        await using var server = PostgreSqlServer.Durable();
        await Store("store alone, SQLite", chain, null);
        Print("one silo on SQLite, its other peers", await Relay(chain, null, 1));
        await Store("store alone, PostgreSQL", chain, server);
        foreach (var gateways in new[] { 2, 4 }) Print($"{gateways} gateways over PostgreSQL, the others' peers", await Relay(chain, server, gateways));
    }

    private static async Task Store(string way, BenchChain chain, PostgreSqlServer? server)
    {
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        await using (var storage = await ChainWriter.Open(folder, server is null ? null : await server.CreateDatabase()))
        {
            var times = new Latencies(Measured);
            ChainTip? tip = null;
            foreach (var block in ChainWriter.Stored(chain.Blocks.Take(1 + Warmup + Measured)))
            {
                var began = Stopwatch.GetTimestamp();
                if (!await storage.Chain.Append(tip, [block])) throw new InvalidOperationException("the store refuses the chain");
                if (block.Height > Warmup) times.Add(began, Stopwatch.GetTimestamp());
                tip = new ChainTip(block.Block.Hash, block.Height, block.Work);
                await Task.Delay(Pause, TimeProvider.System);
            }

            Print(way, times);
        }

        folder.Delete(recursive: true);
    }

    private static async Task<Latencies> Relay(BenchChain chain, PostgreSqlServer? server, int gateways)
    {
        await using var silos = await BenchSilos.Start(server, gateways, "--Bloom:Gateway:RateLimits:BLOCK=0");
        using var heard = new LastToHear();
        var senders = await HearingPeer.Connect(silos.Gateways[0].PeerPort, 1, (_, _, _) => { });
        var others = new List<HearingPeer>();
        foreach (var gateway in silos.Gateways.Skip(gateways > 1 ? 1 : 0)) others.AddRange(await HearingPeer.Connect(gateway.PeerPort, PeersOfEach, heard.Hear));

        var times = new Latencies(Measured);
        foreach (var (block, height) in chain.Blocks.Select((block, height) => (block, height)).Skip(1).Take(Warmup + Measured))
        {
            var frame = PeerSockets.Encode(new BlockMessage(block.Bytes.Span));
            heard.Await(block.Hash, others.Count);
            senders[0].Send(frame);
            var last = await heard.Last(Patience);
            if (height > Warmup) times.Add(senders[0].SentAt, last);
            await Task.Delay(Pause, TimeProvider.System);
        }

        foreach (var peer in others.Concat(senders)) peer.Dispose();
        return times;
    }

    private static void Print(string way, Latencies times) => Console.WriteLine($"| {way} | {times} |");

    /// <summary>When the last of some peers heard of a block, as such or by its header.</summary>
    private sealed class LastToHear : IDisposable
    {
        private readonly SemaphoreSlim _all = new(0);
        private readonly Lock _lock = new();
        private Hash256 _awaited;
        private int _missing;
        private long _last;

        public void Await(Hash256 block, int peers)
        {
            lock (_lock) (_awaited, _missing) = (block, peers);
        }

        public void Hear(HearingPeer peer, Frame frame, long at)
        {
            var header = frame.Type == MessageType.Block ? frame.Payload
                : frame.Type == MessageType.Headers && HeadersMessage.TryRead(frame.Payload, out var headers, out _) && headers.Headers.Count > 0 ? headers.Headers[headers.Headers.Count - 1]
                : default;
            if (header.IsEmpty) return;
            var hash = BlockHeader.HashOf(header);
            lock (_lock)
            {
                if (hash != _awaited) return;
                _last = at;
                if (--_missing == 0) _all.Release();
            }
        }

        public async Task<long> Last(TimeSpan patience) => await _all.WaitAsync(patience)
            ? _last
            : throw new TimeoutException($"{_missing} peers did not hear of {_awaited}");

        public void Dispose() => _all.Dispose();
    }
}
