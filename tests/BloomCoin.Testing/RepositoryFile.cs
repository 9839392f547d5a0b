namespace BloomCoin.Testing;

/// <summary>Files of the checkout that these tests were built from.</summary>
public static class RepositoryFile
{
    public static string Path(params ReadOnlySpan<string> parts)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(root.FullName, "BloomCoin.Orleans.sln"))) root = root.Parent!;
        return System.IO.Path.Combine([root.FullName, .. parts]);
    }
}
