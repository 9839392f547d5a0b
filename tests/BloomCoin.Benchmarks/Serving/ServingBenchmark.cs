using System.Globalization;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Chain;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing;

namespace BloomCoin.Benchmarks.Serving;

/// <summary>
/// Headers of warm segments to peers that ask for 2 000 at a time and for the next when they have come: a node in a process, peers in another. The
/// baseline sends as many bytes for each question and knows nothing of headers.
/// </summary>
internal static class ServingBenchmark
{
    /// <summary>docs/performance marks: headers a second to each peer, and to all.</summary>
    private const int MarkEach = 100_000, MarkAll = 5_000_000;

    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(3), Measured = TimeSpan.FromSeconds(5);

    public static async Task Run()
    {
        await using var silos = await BenchSilos.Start(null, 1, "--Bloom:Gateway:RateLimits:GET_HEADERS=0");
        var node = silos.Compute;
        await BenchChain.Reference().Give(silos.Node);
        Console.WriteLine($"| peers | way | headers/s to each (mark {MarkEach:n0}) | headers/s in all (mark {MarkAll:n0}) | us of a core 2 000 headers | of the baseline |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var peers in new[] { 1, 16, 64 })
        {
            var answer = new byte[FrameHeader.Size + HeadersMessage.MaxLength];
            new FrameHeader(NetworkMagic.Mainnet, MessageType.Headers, (uint)(answer.Length - FrameHeader.Size), FrameChecksum.Of(answer.AsSpan(FrameHeader.Size))).Write(answer);
            using var bare = new BareServer(answer, HeaderQuestions.Length);
            var least = await Measure(bare.Port, peers, () => Task.FromResult((double)bare.BytesSent), () => Environment.CpuUsage.TotalTime);
            Print(peers, "bare server", least, least);
            Print(peers, "node", await Measure(node.PeerPort, peers, () => Sent(node), () => node.Cpu), least);
        }
    }

    private static async Task<Figures> Measure(int port, int count, Func<Task<double>> sent, Func<TimeSpan> used)
    {
        using var peers = PeerProcess.Ask(port, count, HeaderQuestions.MostHeaders);
        await Task.Delay(Warmup, TimeProvider.System);
        var (bytes, cpu, time) = (await sent(), used(), TimeProvider.System.GetTimestamp());
        await Task.Delay(Measured, TimeProvider.System);
        var headers = (await sent() - bytes) / BlockHeader.Length;
        return new Figures(headers / TimeProvider.System.GetElapsedTime(time).TotalSeconds, (used() - cpu).TotalMicroseconds * HeaderQuestions.MostHeaders / headers);
    }

    private static async Task<double> Sent(NodeUnderTest node)
    {
        using var http = new HttpClient();
        return new Samples(await http.GetStringAsync(new Uri($"http://127.0.0.1:{node.HttpPort}/metrics"))).Sum("bloom_gateway_sent_bytes_total");
    }

    private static void Print(int peers, string way, Figures figures, Figures baseline) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {peers} | {way} | {figures.Rate / peers:n0} | {figures.Rate:n0} | {figures.Cost:n0} | {figures.Cost / baseline.Cost:0.0} |"));

    private readonly record struct Figures(double Rate, double Cost);
}
