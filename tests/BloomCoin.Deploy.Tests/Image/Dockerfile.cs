using System.Text.RegularExpressions;
using BloomCoin.Testing;

namespace BloomCoin.Deploy.Tests.Image;

/// <summary>What the Dockerfile says that these tests do without a container.</summary>
internal static partial class Dockerfile
{
    private static readonly string[] Lines = File.ReadAllText(RepositoryFile.Path("Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');

    /// <summary>The user that it runs as.</summary>
    public static string User { get; } = Lines.Single(line => line.StartsWith("USER ", StringComparison.Ordinal)).Split(' ')[1].Split(':')[0];

    /// <summary>The variables that it sets, without the path that programs are looked for in.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = Lines
        .Where(line => line.StartsWith("ENV ", StringComparison.Ordinal))
        .SelectMany(line => Assignment().Matches(line))
        .Where(match => match.Groups["name"].Value != "PATH")
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);

    /// <summary>What it starts.</summary>
    public static string EntryPoint { get; } = Instruction("ENTRYPOINT");

    /// <summary>Copies what the build stage is given into a folder, as if that were the stage's.</summary>
    public static void CopyContext(string folder)
    {
        foreach (var line in Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--", StringComparison.Ordinal)))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var source in words[1..^1])
                Copy(RepositoryFile.Path(source), Path.Combine(folder, words[^1] == "./" ? source : words[^1]));
        }
    }

    private static string Instruction(string name) =>
        Lines.Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..].Trim('[', ']', '"');

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(source))
        {
            File.Copy(source, target, overwrite: true);
            return;
        }

        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos().Where(entry => entry.Name is not ("bin" or "obj")))   // .dockerignore
            Copy(entry.FullName, Path.Combine(target, entry.Name));
    }

    [GeneratedRegex(@"(?<name>\w+)=(?<value>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assignment();
}
