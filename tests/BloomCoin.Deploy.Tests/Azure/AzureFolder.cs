using BloomCoin.Testing;

namespace BloomCoin.Deploy.Tests.Azure;

/// <summary>deploy/azure, or a copy of it that may be broken.</summary>
internal sealed class AzureFolder : IDisposable
{
    public static readonly string Original = RepositoryFile.Path("deploy", "azure");
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("azure-");

    public AzureFolder()
    {
        // The alerts lie beside it, and are read by a template.
        string[] folders = [Original, RepositoryFile.Path("deploy", "prometheus")];
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
        {
            var target = System.IO.Path.Combine(_copy.FullName, System.IO.Path.GetRelativePath(RepositoryFile.Path("deploy"), file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path => System.IO.Path.Combine(_copy.FullName, "azure");

    public void Replace(string file, string what, string with)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        Assert.Contains(what, text);
        File.WriteAllText(path, text.Replace(what, with, StringComparison.Ordinal));
    }

    public void Dispose() => _copy.Delete(recursive: true);
}
