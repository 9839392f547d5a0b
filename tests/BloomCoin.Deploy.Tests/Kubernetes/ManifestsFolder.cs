using BloomCoin.Testing;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>A copy of the manifests, and of what they read beside them, that may be changed.</summary>
internal sealed class ManifestsFolder : IDisposable
{
    private static readonly string[][] Read = [["deploy", "kubernetes"], ["appsettings"]];

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("manifests-");

    public ManifestsFolder()
    {
        foreach (var file in Read.SelectMany(folder => Directory.EnumerateFiles(RepositoryFile.Path(folder), "*", SearchOption.AllDirectories)))
        {
            var target = System.IO.Path.Combine(_copy.FullName, System.IO.Path.GetRelativePath(RepositoryFile.Path(), file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path(string below) => System.IO.Path.Combine(_copy.FullName, "deploy", "kubernetes", below);

    public void Replace(string file, string what, string with)
    {
        var text = File.ReadAllText(Path(file));
        Assert.Contains(what, text);
        File.WriteAllText(Path(file), text.Replace(what, with, StringComparison.Ordinal));
    }

    public void Dispose() => _copy.Delete(recursive: true);
}
