using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Node.Tests.Processes;

/// <summary>A node as its operator runs it: <c>dotnet BloomCoin.Node.dll</c> with a store and ports of its own.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private const int PortAttempts = 4;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly ChildProcess _process;

    private NodeProcess(ChildProcess process, NodePorts ports) => (_process, Ports) = (process, ports);

    public NodePorts Ports { get; }

    public ChildProcess Process => _process;

    /// <summary>From its start to its first ready answer.</summary>
    public TimeSpan StartupTime { get; private set; }

    /// <summary>Another process took one of its ports between the moment it was found free and the start.</summary>
    private bool PortIsTaken => _process.Errors.Any(line => line.Contains("the port is in use", StringComparison.Ordinal));

    /// <summary>Starts a node and waits until it is ready.</summary>
    public static async Task<NodeProcess> Start(NodeSettings settings, NodePorts? ports = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var node = Launch(settings, ports ?? NodePorts.Free());
            try
            {
                if (await node.BecomeReady()) return node;
            }
            catch
            {
                await node.DisposeAsync();   // one that is left behind slows down all that come after it
                throw;
            }

            var (isTaken, output) = (node.PortIsTaken, node.Process.Everything);
            await node.DisposeAsync();
            if (!isTaken || attempt == PortAttempts)
                throw new InvalidOperationException($"the node did not start{Environment.NewLine}{output}");
            ports = null;
        }
    }

    /// <summary>Starts a node and waits for nothing: it may fail, or be killed on the way.</summary>
    public static NodeProcess Launch(NodeSettings settings, NodePorts ports) =>
        new(ChildProcess.Start(
            settings.Program, [.. settings.Arguments, .. ports.Arguments], under: settings.Under,
            environment: settings.IsUnderLoad ? [("DOTNET_TC_CallCounting", "1")] : []), ports);

    /// <summary>Starts a node that need not become ready, and waits until it says something.</summary>
    public static async Task<NodeProcess> LaunchUntil(NodeSettings settings, string line)
    {
        for (var attempt = 1; ; attempt++)
        {
            var node = Launch(settings, NodePorts.Free());
            await Eventually.True($"the node says \"{line}\" or has ended", () => node.Process.HasExited || node.Process.Says(line));
            if (node.Process.Says(line)) return node;

            await node.Process.Exit();
            var (isTaken, output) = (node.PortIsTaken, node.Process.Everything);
            await node.DisposeAsync();
            if (!isTaken || attempt == PortAttempts) throw new InvalidOperationException($"the node ended without saying \"{line}\"{Environment.NewLine}{output}");
        }
    }

    /// <summary>What /health/live or /health/ready answers; null when nothing answers.</summary>
    /// <remarks>The client lets a SocketException through where the connection is reset right after it was made.</remarks>
    public async Task<HttpStatusCode?> Health(string check)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://{Ports.Address}:{Ports.Http}/health/{check}"));
            return answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or SocketException)
        {
            return null;
        }
    }

    /// <summary>What /metrics says.</summary>
    public Task<string> Metrics() => Http.GetStringAsync(new Uri($"http://{Ports.Address}:{Ports.Http}/metrics"));

    /// <summary>kill -9, and waits until the system has it gone.</summary>
    public async Task Kill()
    {
        _process.Kill();
        Assert.Equal(ChildProcess.Killed, await _process.Exit());
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<bool> BecomeReady()
    {
        var start = TimeProvider.System.GetTimestamp();
        var isReady = false;
        await Eventually.True("the node is ready or has ended", async () =>
            _process.HasExited || (isReady = await Health("ready") == HttpStatusCode.OK));
        StartupTime = TimeProvider.System.GetElapsedTime(start);
        return isReady;
    }
}

/// <summary>What a test chooses of a node's configuration.</summary>
/// <param name="Store">Where it stores.</param>
/// <param name="Network">mainnet, whose chain the reference chain is, or devnet.</param>
/// <param name="Connect">A peer to keep a connection to.</param>
/// <param name="RoundsPerSecond">The pace of its miner; null for a node that does not mine.</param>
internal sealed record NodeSettings(NodeStore Store, string Network = "mainnet", string? Connect = null, int? RoundsPerSecond = null)
{
    /// <summary>Which build of the node; this one's by default.</summary>
    public string Program { get; init; } = "BloomCoin.Node";

    /// <summary>A command that runs the node, such as ip netns exec; none by default.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>Whether it is worth it to compile its hot code again.</summary>
    public bool IsUnderLoad { get; init; }

    /// <summary>More keys.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    public IEnumerable<string> Arguments =>
    [
        $"--Bloom:Network={Network}",
        "--Logging:LogLevel:BloomCoin.Gateway=Information",   // who came and how it ended, which Production keeps to itself
        "--Bloom:Gateway:BandwidthLimit=0",   // whole chains go from node to node here; 1 MB a second is tested where it is the subject
        RoundsPerSecond is { } pace ? $"--Bloom:Mining:RoundsPerSecond={pace}" : "--Bloom:Mining:Enabled=false",
        .. More,
        .. Store.Arguments,
        .. Connect is null ? Array.Empty<string>() : [$"--Bloom:Gateway:Connect:0={Connect}"],
    ];
}
