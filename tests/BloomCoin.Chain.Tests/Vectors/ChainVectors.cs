using System.Text.Json;

namespace BloomCoin.Chain.Tests.Vectors;

/// <summary>tests/vectors/chain-vectors.json: what the public implementation produced.</summary>
internal static class ChainVectors
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllBytes(PathOf("chain-vectors.json"))).RootElement;

    public static JsonElement Section(string name) => Root.GetProperty(name);

    /// <summary>One row an entry, so that a report counts them.</summary>
    public static TheoryData<int> Indexes(string section) => new(Enumerable.Range(0, Section(section).GetArrayLength()));

    public static string PathOf(string file)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "BloomCoin.Orleans.sln")))
                return Path.Combine(at.FullName, "tests", "vectors", file);
        }
        throw new DirectoryNotFoundException("BloomCoin.Orleans.sln is in no folder above the tests");
    }

    public static byte[] Hex(this JsonElement element, string property) =>
        Convert.FromHexString(element.GetProperty(property).GetString()!);

    public static Hash256 Hash(this JsonElement element, string property) => Hash256.Parse(element.GetProperty(property).GetString());
}
