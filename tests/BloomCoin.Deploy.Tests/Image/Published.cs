using System.Runtime.InteropServices;
using BloomCoin.Testing;
using BloomCoin.Testing.Processes;

namespace BloomCoin.Deploy.Tests.Image;

/// <summary>What the image's build stage makes, made here by the same command from the same files: /app.</summary>
public sealed class Published : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Lazy<Task<string>> _folder;
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("bloom-image-");

    public Published() => _folder = new(Publish);

    /// <summary>The folder that the image has as /app. Nobody may write to it.</summary>
    public Task<string> Folder => _folder.Value;

    /// <summary>Where this machine's .NET is, which the image has in its usual place.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public ValueTask DisposeAsync()
    {
        _work.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> Publish()
    {
        var (source, app) = (Path.Combine(_work.FullName, "source"), Path.Combine(_work.FullName, "app"));
        Dockerfile.CopyContext(source);
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        await using var publish = ChildProcess.StartCommand("publish", ["bash", Path.Combine(source, "deploy", "publish"), "into", app, architecture]);
        Assert.True(await publish.Exit(Patience) == 0, publish.Everything);

        Confined.Show(_work);
        return app;
    }
}
