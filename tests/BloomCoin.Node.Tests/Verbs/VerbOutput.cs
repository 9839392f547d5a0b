using System.Text.Json;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary>What a verb printed, read as scripts read it.</summary>
internal static class VerbOutput
{
    /// <summary>Runs a verb that must be done, and reads its JSON.</summary>
    public static Task<JsonElement> Json(NodeProcess node, params string[] arguments) => JsonAt(node.Ports.ClientAddress, arguments);

    /// <summary>The same with the silo at an address.</summary>
    public static async Task<JsonElement> JsonAt(string silo, params string[] arguments)
    {
        var (code, output) = await Bloom.RunAt(silo, [.. arguments, "--json"]);
        Assert.True(code == 0, output);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Runs a verb that must be done, and reads its facts: the first of each name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Facts(NodeProcess node, params string[] arguments)
    {
        var (code, output) = await Bloom.Run(node, arguments);
        Assert.True(code == 0, output);
        return output.Split('\n').Select(line => line.Split(' ', 2)).DistinctBy(fact => fact[0])
            .ToDictionary(fact => fact[0], fact => fact[1].Trim());
    }
}
