using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Benchmarks.Sync;

/// <summary>A node in a process of its own; what it did when is read from its log.</summary>
internal sealed class NodeUnderTest : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private NodeUnderTest(Process process) => _process = process;

    /// <summary>Starts a node that connects to peers, and waits until it has synced to a height.</summary>
    /// <returns>From the first question to the last block in the store.</returns>
    public static async Task<TimeSpan> Sync(IEnumerable<string> storage, IReadOnlyList<string> peers, int height)
    {
        using var node = Start([.. storage, .. peers.Select((peer, i) => $"--Bloom:Gateway:Connect:{i}={peer}")]);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        DateTimeOffset? started = null;
        while (await node._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Contains("Syncing from", StringComparison.Ordinal)) started ??= TimeOf(line);
            if (line.Contains($"ended at height {height}", StringComparison.Ordinal)) return TimeOf(line) - started!.Value;
        }

        throw new InvalidOperationException("the node ended: " + await node._process.StandardError.ReadToEndAsync(limit.Token));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static NodeUnderTest Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "BloomCoin.Node.dll"),
            "--Bloom:Network=mainnet", "--Bloom:Mining:Enabled=false",
            $"--Bloom:Gateway:Listen=127.0.0.1:{FreePort()}", $"--Bloom:Http:Listen=127.0.0.1:{FreePort()}",
            $"--Bloom:Cluster:SiloPort={FreePort()}", $"--Bloom:Cluster:ClientPort={FreePort()}",
            .. arguments,
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new NodeUnderTest(Process.Start(start)!);
    }

    private static DateTimeOffset TimeOf(string line) =>
        DateTimeOffset.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
