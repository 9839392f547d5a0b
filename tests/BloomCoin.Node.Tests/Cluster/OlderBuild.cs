using System.IO.Compression;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>The node as it was in version 0.1.0, compiled then (vectors/node-0.1.0.zip), with today's libraries around it.</summary>
internal sealed class OlderBuild : IDisposable
{
    private const string Own = "BloomCoin.";

    private readonly string _folder = Directory.CreateTempSubdirectory("bloom-older-").FullName;

    public OlderBuild()
    {
        var here = AppContext.BaseDirectory;
        foreach (var entry in Directory.EnumerateFileSystemEntries(here).Where(IsAround)) File.CreateSymbolicLink(Path.Combine(_folder, Path.GetFileName(entry)), entry);
        ZipFile.ExtractToDirectory(Path.Combine(here, "vectors", "node-0.1.0.zip"), _folder);
    }

    /// <summary>What to start.</summary>
    public string Program => Path.Combine(_folder, "BloomCoin.Node");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsAround(string entry)
    {
        var name = Path.GetFileName(entry);
        return !name.StartsWith(Own, StringComparison.Ordinal) || !name.EndsWith(".dll", StringComparison.Ordinal);
    }
}
