using System.Net;
using System.Net.Sockets;
using BloomCoin.Deploy.Tests.Image;
using BloomCoin.Deploy.Tests.Kubernetes;
using BloomCoin.Testing;
using BloomCoin.Testing.Processes;

namespace BloomCoin.Deploy.Tests.Rehearsal;

/// <summary>A pod of a workload as processes: on a host of its own, with what its manifest gives it, started, asked and ended as the kubelet does.</summary>
internal sealed class RehearsedPod : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Workload _workload;
    private readonly LabHost _host;
    private readonly PodEnvironment _environment;
    private readonly DirectoryInfo _app = Directory.CreateTempSubdirectory("bloom-pod-");
    private readonly DirectoryInfo _data = Confined.Folder();
    private ChildProcess? _silo;

    public RehearsedPod(Manifests manifests, Workload workload, string name, LabHost host) =>
        (_workload, _host, Name, _environment) = (workload, host, name, new PodEnvironment(manifests, name, host.Address));

    public string Name { get; }

    public IPAddress Address => IPAddress.Parse(_host.Address);

    /// <summary>Runs what comes first, each to its end, then the silo, and waits until its probe calls it ready.</summary>
    /// <param name="published">The image's /app.</param>
    public async Task Start(string published)
    {
        await Mount(published);
        foreach (var container in _workload.Pod.InitContainers ?? [])
        {
            await using var first = Run(container);
            Assert.True(await first.Exit() == 0, first.Everything);
        }

        _silo = Run(_workload.Silo);
        await Eventually.True($"{Name} is ready", async () => _silo.HasExited ? throw new InvalidOperationException(_silo.Everything) : await IsReady());
    }

    /// <summary>Ends it as Kubernetes does when no new peer is sent here any more: the hook, SIGTERM, and no more than the grace period for both.</summary>
    public async Task End()
    {
        var hook = TimeSpan.FromSeconds(Workload.PreStopSeconds(_workload.Silo));
        await Task.Delay(hook, TimeProvider.System);
        await _silo!.Terminate();
        Assert.Equal(0, await _silo.Exit(TimeSpan.FromSeconds(_workload.GraceSeconds) - hook));
    }

    /// <summary>What kubectl exec would run: a program of the image, with the silo's environment.</summary>
    public async Task<(int Code, string Lines)> Exec(string program, params string[] arguments)
    {
        await using var process = Start(program, _workload.Silo, arguments);
        return await process.ExitAndLines();
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null) await _silo.DisposeAsync();
        _app.Delete(recursive: true);
        _data.Delete(recursive: true);
    }

    /// <summary>The image's files, in which those of the ConfigMap stand where they are mounted.</summary>
    private async Task Mount(string published)
    {
        await using var copy = ChildProcess.StartCommand("cp", ["cp", "--archive", "--link", published + "/.", _app.FullName]);
        Assert.True(await copy.Exit() == 0, copy.Everything);
        Directory.Delete(Path.Combine(_app.FullName, "appsettings"), recursive: true);
        foreach (var (path, content) in _environment.Files(_workload, _workload.Silo))
        {
            var file = Path.Combine(_app.FullName, Path.GetRelativePath("/app", path));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content);
        }

        Confined.Show(_app);
    }

    private ChildProcess Run(k8s.Models.V1Container container) => Start(Dockerfile.EntryPoint, container, container.Args ?? []);

    /// <summary>The image's own variables, over them the manifest's; the volume of data is a folder with another name.</summary>
    private ChildProcess Start(string program, k8s.Models.V1Container container, IEnumerable<string> arguments)
    {
        var variables = new Dictionary<string, string>(Dockerfile.Variables, StringComparer.Ordinal) { ["Bloom__DataDirectory"] = _data.FullName };
        foreach (var (name, value) in _environment.Variables(container)) variables[name] = value;
        return Confined.Start(_app.FullName, program, variables, arguments, _host.Under);
    }

    private async Task<bool> IsReady()
    {
        var probe = _workload.Silo.ReadinessProbe.HttpGet;
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://{_host.Address}:{Workload.Port(_workload.Silo, probe.Port)}{probe.Path}"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or SocketException)
        {
            return false;
        }
    }
}
