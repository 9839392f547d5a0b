using System.Text.Json;

namespace BloomCoin.Phases.Tests;

/// <summary>tests/vectors/chain-vectors.json: what the public implementation produced.</summary>
internal static class VectorFile
{
    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllBytes(Find())).RootElement;

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "BloomCoin.Orleans.sln")))
            at = at.Parent ?? throw new DirectoryNotFoundException("BloomCoin.Orleans.sln is in no folder above the tests");
        return Path.Combine(at.FullName, "tests", "vectors", "chain-vectors.json");
    }
}
