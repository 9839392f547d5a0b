using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace BloomCoin.Benchmarks;

/// <summary>A node in a process of its own; what it did when is read from its log.</summary>
internal sealed class NodeUnderTest : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private NodeUnderTest(Process process, int clientPort, int peerPort, int httpPort) =>
        (_process, ClientPort, PeerPort, HttpPort) = (process, clientPort, peerPort, httpPort);

    /// <summary>Where clients connect.</summary>
    public int ClientPort { get; }

    /// <summary>Where peers connect.</summary>
    public int PeerPort { get; }

    /// <summary>Where /metrics is.</summary>
    public int HttpPort { get; }

    public int ProcessId => _process.Id;

    /// <summary>Processor time that the node has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory that its process holds.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a node and waits until it is ready.</summary>
    public static async Task<NodeUnderTest> Ready(IEnumerable<string> arguments)
    {
        var node = Start([.. arguments]);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (await node._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.Contains("is ready on", StringComparison.Ordinal)) continue;
            _ = node._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);   // what nobody reads would hold the node up
            return node;
        }

        throw new InvalidOperationException("the node ended: " + await node._process.StandardError.ReadToEndAsync(limit.Token));
    }

    /// <summary>A client app that is connected to the node.</summary>
    public async Task<IHost> Client()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddBloomCoinClient(
            new ConfigurationBuilder().AddInMemoryCollection([new("Bloom:Client:Gateways:0", $"127.0.0.1:{ClientPort}")]).Build());
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Starts a node that connects to peers, and waits until it has synced to a height.</summary>
    /// <returns>From the first question to the last block in the store, and the processor time that the node used meanwhile.</returns>
    public static async Task<(TimeSpan Took, TimeSpan Cpu)> Sync(IEnumerable<string> storage, IReadOnlyList<string> peers, int height)
    {
        using var node = Start([.. storage, .. peers.Select((peer, i) => $"--Bloom:Gateway:Connect:{i}={peer}")]);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        DateTimeOffset? started = null;
        var cpu = TimeSpan.Zero;
        while (await node._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (started is null && line.Contains("Syncing from", StringComparison.Ordinal)) (started, cpu) = (TimeOf(line), node.Cpu);
            if (line.Contains($"ended at height {height}", StringComparison.Ordinal)) return (TimeOf(line) - started!.Value, node.Cpu - cpu);
        }

        throw new InvalidOperationException("the node ended: " + await node._process.StandardError.ReadToEndAsync(limit.Token));
    }

    /// <summary>Ends it as its supervisor would.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-s", "TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await _process.WaitForExitAsync(limit.Token);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static NodeUnderTest Start(IReadOnlyList<string> arguments)
    {
        var (clientPort, peerPort, httpPort) = (FreePort(), FreePort(), FreePort());
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "BloomCoin.Node.dll"),
            "--Bloom:Network=mainnet", "--Bloom:Mining:Enabled=false",
            $"--Bloom:Gateway:Listen=127.0.0.1:{peerPort}", $"--Bloom:Http:Listen=127.0.0.1:{httpPort}",
            $"--Bloom:Cluster:SiloPort={FreePort()}", $"--Bloom:Cluster:ClientPort={clientPort}",
            .. arguments,
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new NodeUnderTest(Process.Start(start)!, clientPort, peerPort, httpPort);
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
