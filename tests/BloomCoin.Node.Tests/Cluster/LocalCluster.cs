using System.Globalization;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using BloomCoin.Node.Tests.Observability;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>What <c>./dev cluster</c> starts once it has built: PostgreSQL, compute-1, compute-2, gateway-1 and gateway-2.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private const int Ports = 17;

    private readonly DirectoryInfo _folder = StoreFolder.Create("bloom-local-");
    private readonly int _port = FreePorts();
    private readonly ChildProcess _script;

    private LocalCluster(string[] arguments)
    {
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess) _folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;   // PostgreSQL's own user runs its server
        _script = Launch(["up", .. arguments]);
    }

    /// <summary>Starts it and waits until every silo is ready.</summary>
    public static async Task<LocalCluster> Start(params string[] arguments)
    {
        var cluster = new LocalCluster(arguments);
        try
        {
            await cluster._script.Line("Ctrl+C stops all");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where client apps reach a silo: the last column of what was printed when all were ready.</summary>
    public string ClientAddress(string silo) => _script.Output.First(line => line.StartsWith(silo + " ", StringComparison.Ordinal)).Split(' ')[^1];

    /// <summary>Another command of the script, to its end: what it printed, by lines.</summary>
    public async Task<IReadOnlyCollection<string>> Do(params string[] command)
    {
        await using var script = Launch(command);
        Assert.Equal(0, await script.Exit());
        return script.Output;
    }

    /// <summary>Ctrl+C, and waits until all is gone.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Interrupt()
    {
        await _script.Interrupt();
        return await _script.Exit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_script.HasExited) await Interrupt();
        await _script.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private ChildProcess Launch(string[] arguments) => ChildProcess.StartCommand(
        "cluster",
        ["env", "--default-signal=INT", "bash", RepositoryFile.Path("deploy", "local", "cluster"), .. arguments],
        environment: [("BLOOM_CLUSTER_FOLDER", _folder.FullName), ("BLOOM_CLUSTER_PORT", _port.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>The first of as many that nobody listens on, below the range that the system hands out.</summary>
    private static int FreePorts()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        while (true)
        {
            var first = RandomNumberGenerator.GetInt32(10_000, 20_000 - Ports);
            if (!Enumerable.Range(first, Ports).Any(taken.Contains)) return first;
        }
    }
}
