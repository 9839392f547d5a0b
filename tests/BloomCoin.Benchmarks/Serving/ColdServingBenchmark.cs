using System.Globalization;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Chain;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing;

namespace BloomCoin.Benchmarks.Serving;

/// <summary>
/// Headers and blocks to peers that read a whole chain: out of the store, which nobody has asked since the node started, and again when they were read. The
/// baseline sends as many bytes for each question and knows nothing of blocks. The node is a process, the peers are in this one.
/// </summary>
internal static class ColdServingBenchmark
{
    /// <summary>The first heights are asked for to have the code compiled, and are not counted.</summary>
    private const int Height = 60_000, Compiled = 10_000, ManyPeers = 16;

    public static async Task Run()
    {
        Console.WriteLine("| what | store | peers | a second to each | a second in all | us of a core each | of the baseline |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var chain = BenchChain.Generate(Height);
        await using var server = PostgreSqlServer.Durable();
        foreach (var store in new[] { "SQLite", "PostgreSQL" }) await Run(chain, store, store == "SQLite" ? null : await server.CreateDatabase());
    }

    private static async Task Run(BenchChain chain, string store, string? database)
    {
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        await using (var storage = await ChainWriter.Open(folder, database)) await ChainWriter.WriteAll(storage.Chain, ChainWriter.Stored(chain.Blocks));

        string[] arguments = database is null ? [] : ["--Bloom:Storage:Provider=PostgreSql", $"--Bloom:Storage:ConnectionString={database}"];
        using (var node = await NodeUnderTest.Ready(
            [
                $"--Bloom:DataDirectory={folder.FullName}", "--Bloom:Gateway:MaxPeers=0", "--Bloom:Gateway:BandwidthLimit=0", "--Bloom:Http:Dashboard=false",
                "--Bloom:Gateway:RateLimits:GET_HEADERS=0", "--Bloom:Gateway:RateLimits:GET_BLOCKS=0", .. arguments,
            ]))
        {
            await Show("headers", Questions.OfHeaders, Encoded([chain.Blocks[1]], isHeaders: true));
            await Show("blocks", (from, to) => Questions.OfBlocks(chain, from, to), Encoded([.. chain.Blocks.Skip(Compiled).Take(GetBlocksMessage.MaxCount)], isHeaders: false));

            async Task Show(string what, Func<int, int, Questions> questions, byte[] answer)
            {
                var (first, rest) = (questions(1, Compiled), questions(Compiled, Height));
                using var bare = new BareServer(answer, rest.Length);
                var least = await ReadingPeers.Read(bare.Port, ManyPeers, rest, () => Environment.CpuUsage.TotalTime);
                Print(what, store, ManyPeers, "bare server, with its peers", least, least);
                await ReadingPeers.Read(node.PeerPort, 1, first, () => node.Cpu);
                Print(what, store, 1, "cold", await ReadingPeers.Read(node.PeerPort, 1, rest, () => node.Cpu), least);
                Print(what, store, 1, "warm", await ReadingPeers.Read(node.PeerPort, 1, rest, () => node.Cpu), least);
                Print(what, store, ManyPeers, "warm", await ReadingPeers.Read(node.PeerPort, ManyPeers, rest, () => node.Cpu), least);
            }
        }

        folder.Delete(recursive: true);
    }

    /// <summary>What answers a question: 2 000 times the one header, or the blocks.</summary>
    private static byte[] Encoded(Block[] blocks, bool isHeaders) => isHeaders
        ? PeerSockets.Encode(new HeadersMessage(1, new ItemList<ReadOnlySpan<byte>, HeaderLayout>([.. Enumerable.Repeat(blocks[0].Bytes[..BlockHeader.Length].ToArray(), HeadersMessage.MaxCount).SelectMany(header => header)])))
        : [.. blocks.SelectMany(block => PeerSockets.Encode(new BlockMessage(block.Bytes.Span)))];

    private static void Print(string what, string store, int peers, string way, ReadingPeers.Figures figures, ReadingPeers.Figures least) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what}, {way} | {store} | {peers} | {figures.Rate / peers:n0} | {figures.Rate:n0} | {figures.Cost:0.00} | {figures.Rate / least.Rate:p0} |"));
}
