using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BloomCoin.Storage.Schema;

/// <summary>One step of a component's schema: <c>sql/DIALECT/COMPONENT/NNN_name.sql</c>. Once released it never changes; changes are new steps.</summary>
internal sealed record SchemaScript(string Component, int Version, string Name, string Text)
{
    /// <summary>SHA-256 of the text with LF line ends, so that a checkout on Windows has the same.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>A component's steps in order, as embedded in this assembly.</summary>
    public static IReadOnlyList<SchemaScript> ReadAll(SqlDialect dialect, string component)
    {
        var folder = $"sql/{dialect.Name}/{component}/";
        var names = typeof(SchemaScript).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        return [.. names.Select(name => new SchemaScript(component, VersionOf(name[folder.Length..]), name, ReadText(name)))];
    }

    /// <summary>The text of an embedded script by its path from the root.</summary>
    public static string ReadText(string path)
    {
        using var stream = typeof(SchemaScript).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"{path} is not embedded in BloomCoin.Storage");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static int VersionOf(string file) => int.Parse(file.AsSpan(0, file.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
