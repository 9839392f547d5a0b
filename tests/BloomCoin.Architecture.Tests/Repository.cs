using System.Xml.Linq;

namespace BloomCoin.Architecture.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>The projects under src, by name.</summary>
    public static IReadOnlyDictionary<string, Project> Projects { get; } = new DirectoryInfo(Path.Combine(Root.FullName, "src"))
        .EnumerateFiles("*.csproj", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name), file => new Project(file));

    /// <summary>Every source file under src, without what the build makes.</summary>
    public static IReadOnlyList<FileInfo> Sources { get; } = [.. Projects.Values.SelectMany(project => project.Sources())];

    /// <summary>A file's path from the root, with slashes.</summary>
    public static string PathOf(FileInfo file) => Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/');

    private static DirectoryInfo FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "BloomCoin.Orleans.sln")))
            {
                return at;
            }
        }

        throw new DirectoryNotFoundException("no solution above " + AppContext.BaseDirectory);
    }
}

/// <summary>A project file, as far as the house's rules look at it.</summary>
internal sealed class Project(FileInfo file)
{
    private readonly XDocument _document = XDocument.Load(file.FullName);

    public IEnumerable<string> ProjectReferences => Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> PackageReferences => Includes("PackageReference");

    public IEnumerable<FileInfo> Sources() => file.Directory!.EnumerateFiles("*.cs", SearchOption.AllDirectories)
        .Where(source => Path.GetRelativePath(file.Directory.FullName, source.FullName).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    private IEnumerable<string> Includes(string item) => _document.Descendants(item).Select(element => element.Attribute("Include")!.Value);
}
