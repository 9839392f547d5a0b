using System.Text.Json;

namespace BloomCoin.Deploy.Tests.Azure;

/// <summary>What a deployment with the example parameters would make: main.snapshot.json.</summary>
/// <remarks><see cref="BicepTests"/> keeps it true, but for its outputs: these Bicep does not compare.</remarks>
internal static class Snapshot
{
    private static readonly JsonElement Root =
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(AzureFolder.Original, "main.snapshot.json")));

    public static IReadOnlyList<JsonElement> Of(string type) =>
        [.. Root.GetProperty("predictedResources").EnumerateArray().Where(resource => resource.GetProperty("type").GetString() == type)];

    public static JsonElement Only(string type) => Assert.Single(Of(type));

    /// <summary>The value at a path such as properties.network.publicNetworkAccess, as JSON.</summary>
    public static string At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (inner, name) =>
            inner.TryGetProperty(name, out var value) ? value : throw new KeyNotFoundException($"{path}: no {name}")).GetRawText();

    public static string Name(this JsonElement resource) => resource.GetProperty("name").GetString()!;
}
