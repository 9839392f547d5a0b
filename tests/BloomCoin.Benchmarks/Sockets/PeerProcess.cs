using System.Diagnostics;
using System.Globalization;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>Peers in a process of their own, so that processor time and memory of this one are the gateway's alone. Started with the hidden verb "peers".</summary>
internal sealed class PeerProcess : IDisposable
{
    public const string Verb = "peers";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    /// <summary>From the first connection to the last handshake.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Sends PHASEs over all connections as fast as they are taken.</summary>
    public static PeerProcess Blast(int port, int connections) => Start("blast", port, connections);

    /// <summary>Asks for headers over each connection, again as soon as they have come: 100 of them, if nobody says how many.</summary>
    public static PeerProcess Ask(int port, int connections, int headers = 0) => Start("ask", port, connections, headers);

    /// <summary>Sends PHASEs, or questions for 100 headers, at a rate over all connections, a second.</summary>
    public static PeerProcess Paced(int port, int connections, int rate, bool isPhases) => Start(isPhases ? "pace-phases" : "pace-headers", port, connections, rate);

    /// <summary>Connects, completes the handshakes and is silent then.</summary>
    /// <returns>The peers, once the last handshake is complete.</returns>
    public static async Task<PeerProcess> Idle(int port, int connections)
    {
        var peers = Start("idle", port, connections);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var line = await peers._process.StandardOutput.ReadLineAsync(limit.Token)
            ?? throw new InvalidOperationException("the peers ended: " + await peers._process.StandardError.ReadToEndAsync(limit.Token));
        peers.Took = TimeSpan.FromSeconds(double.Parse(line, CultureInfo.InvariantCulture));
        return peers;
    }

    /// <summary>What the process of peers runs.</summary>
    public static async Task Serve(string[] arguments)
    {
        var (port, connections) = (int.Parse(arguments[1], CultureInfo.InvariantCulture), int.Parse(arguments[2], CultureInfo.InvariantCulture));
        if (arguments[0] == "blast")
        {
            PeerSockets.Blast(port, connections);
            return;
        }

        if (arguments[0] is "pace-phases" or "pace-headers")
        {
            await PacedPeers.Send(port, connections, int.Parse(arguments[3], CultureInfo.InvariantCulture), arguments[0] == "pace-phases");
            return;
        }

        if (arguments[0] == "ask")
        {
            await HeaderQuestions.Ask(port, connections, int.Parse(arguments[3], CultureInfo.InvariantCulture));
            return;
        }

        var start = Stopwatch.GetTimestamp();
        var sockets = await PeerSockets.Establish(port, connections);
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        GC.KeepAlive(sockets);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static PeerProcess Start(string what, int port, int connections, int rate = 0) => new(Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(PeerProcess).Assembly.Location, Verb, what, $"{port}", $"{connections}", $"{rate}"])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);
}
