using System.Globalization;
using System.Net;
using BloomCoin.Chain;
using BloomCoin.Protocol.Frames;
using BloomCoin.Testing;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Benchmarks.Sync;

/// <summary>
/// A chain of a million blocks without transactions, from peers into a node on SQLite: what the node's process takes on the way, memory and
/// processor time a block. Neither may grow with the height. Before it, as the baseline, the same blocks into the same kind of store without network,
/// rules or grains.
/// </summary>
internal static class LongSyncBenchmark
{
    /// <summary>Each gives 10 000 blocks at once, and the one whose headers are followed 200 000 headers (wire-protocol 6): until there nothing is paced.</summary>
    private const int Peers = 30;

    /// <summary>Its time between two blocks lets a million of them lie in the past without the difficulty rising for ever.</summary>
    private static readonly ChainParameters Network = ChainParameters.Devnet;

    private const int Looks = 50;

    private static readonly int[] Heights = [10_000, 100_000, 200_000, 500_000, 1_000_000];

    /// <summary>Where a node that has so many blocks begins to sync as fast as it can, and over how many what it costs is measured.</summary>
    private static readonly int[] Starts = [10_000, 100_000, 500_000, 900_000];

    private const int Compiled = 10_000, Measured = 60_000;

    public static async Task Run()
    {
        var chain = new ServedChain(Network.Genesis.Bytes.ToArray()) { Parameters = Network }.Extend(Heights[^1], nonce: 1, withBlocks: true, Network.BlockSeconds);
        await StoreAlone(chain);
        await CostByHeight(chain);
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        try
        {
            using var node = await NodeUnderTest.Ready(Arguments(folder));
            Console.WriteLine("| height | resident memory, MB | blocks/s since the row above | us of a core a block since then | of the first |");
            Console.WriteLine("|---|---|---|---|---|");
            await Follow(node, chain);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task StoreAlone(ServedChain chain)
    {
        Console.WriteLine("| height | store alone: us of a core a block since the row above |");
        Console.WriteLine("|---|---|");
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        await using (var storage = await ChainWriter.Open(folder, null))
        {
            var (first, cpu) = (0, Environment.CpuUsage.TotalTime);
            await foreach (var tip in ChainWriter.Write(storage.Chain, ChainWriter.Stored(Blocks(chain))))
            {
                if (!Heights.Contains(tip.Height + 1)) continue;
                var used = Environment.CpuUsage.TotalTime;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {tip.Height + 1} | {(used - cpu).TotalMicroseconds / (tip.Height - first):0.0} |"));
                (first, cpu) = (tip.Height, used);
            }
        }

        folder.Delete(recursive: true);
    }

    private static IEnumerable<Block> Blocks(ServedChain chain) => Enumerable.Range(0, chain.Height + 1)
        .Select(height => Block.TryParse(chain.BlockAt(height), out var block, out _) ? block : throw new InvalidOperationException("no block"));

    /// <summary>What a block costs a node that has many already, at the rate at which it can. A node started anew has its code to compile first: those blocks are not counted.</summary>
    private static async Task CostByHeight(ServedChain chain)
    {
        Console.WriteLine("| a node with so many blocks | blocks/s | us of a core a block | of the first |");
        Console.WriteLine("|---|---|---|---|");
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        var first = 0.0;
        foreach (var start in Starts)
        {
            await using (var storage = await ChainWriter.Open(folder, null))
            {
                var tip = await storage.Chain.ReadTip();
                var missing = ChainWriter.Stored(Blocks(chain)).Skip((tip?.Height ?? -1) + 1).TakeWhile(block => block.Height <= start);
                await ChainWriter.WriteAll(storage.Chain, missing, tip);
            }

            using var node = await NodeUnderTest.Ready(Arguments(folder));
            var peers = await Connect(chain, node);
            var (reached, cpu, time) = (await Reach(node, start + Compiled), node.Cpu, TimeProvider.System.GetTimestamp());
            var (blocks, used) = (await Reach(node, start + Compiled + Measured) - reached, node.Cpu - cpu);
            var each = used.TotalMicroseconds / blocks;
            if (first == 0) first = each;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {start} | {blocks / TimeProvider.System.GetElapsedTime(time).TotalSeconds:n0} | {each:0.0} | {each / first:p0} |"));
            foreach (var peer in peers) await peer.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private static string[] Arguments(DirectoryInfo folder) =>
        ["--Bloom:Network=devnet", $"--Bloom:DataDirectory={folder.FullName}", "--Bloom:Gateway:BandwidthLimit=0", "--Bloom:Gateway:MaxPeers=0", "--Bloom:Http:Dashboard=false"];

    private static Task<ChainPeer[]> Connect(ServedChain chain, NodeUnderTest node) => Task.WhenAll(Enumerable.Range(1, Peers).Select(network =>
        ChainPeer.Connect(new PeerScript(new IPAddress([127, (byte)network, 0, 1]), chain) { Magic = NetworkMagic.Devnet }, node.PeerPort)));

    private static async Task Follow(NodeUnderTest node, ServedChain chain)
    {
        Console.WriteLine($"| 0 | {node.Memory / 1_000_000} | | | |");
        var peers = await Connect(chain, node);
        var (height, cpu, time, first) = (0, node.Cpu, TimeProvider.System.GetTimestamp(), 0.0);
        foreach (var next in Heights)
        {
            var reached = await Reach(node, next);
            var (used, took) = (node.Cpu, TimeProvider.System.GetTimestamp());
            var each = (used - cpu).TotalMicroseconds / (reached - height);
            if (first == 0) first = each;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {reached} | {node.Memory / 1_000_000} | {(reached - height) / TimeProvider.System.GetElapsedTime(time, took).TotalSeconds:n0} | {each:0.0} | {each / first:p0} |"));
            (height, cpu, time) = (reached, used, took);
        }

        await AtRest(node);
        foreach (var peer in peers) await peer.DisposeAsync();
    }

    /// <summary>What is in each row though no block costs it: peers' beats, and looking at /metrics.</summary>
    private static async Task AtRest(NodeUnderTest node)
    {
        var (cpu, time, looks) = (node.Cpu, TimeProvider.System.GetTimestamp(), 0);
        for (; looks < Looks; looks++) await Reach(node, Heights[^1]);
        var rest = (node.Cpu - cpu) / TimeProvider.System.GetElapsedTime(time);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| at rest | {node.Memory / 1_000_000} | | {rest:p0} of a core | |"));
    }

    /// <summary>The height, once it is at least as asked.</summary>
    private static async Task<int> Reach(NodeUnderTest node, int height)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{node.HttpPort}") };
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        while (await look.WaitForNextTickAsync())
        {
            var reached = (int)new Samples(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Sum("bloom_chain_height");
            if (reached >= height) return reached;
        }

        throw new InvalidOperationException("the timer has ended");
    }
}
