using BloomCoin.Testing;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>A folder of deploy/kubernetes, rendered once for all tests.</summary>
internal sealed class Overlay
{
    private readonly Lazy<(string Text, Manifests Manifests)> _rendered;

    private Overlay(params string[] folder) => _rendered = new(() =>
    {
        var text = Kustomize.Render(RepositoryFile.Path(["deploy", "kubernetes", .. folder]));
        return (text, new Manifests(text));
    });

    /// <summary>What the overlays have in common. It runs nowhere by itself: its Secret is missing.</summary>
    public static Overlay Base { get; } = new("base");

    /// <summary>A cluster on one's own machine, with a PostgreSQL.</summary>
    public static Overlay Local { get; } = new("overlays", "local");

    /// <summary>A cluster on Azure.</summary>
    public static Overlay Aks { get; } = new("overlays", "aks");

    public static Overlay Named(string name) => name switch
    {
        "local" => Local,
        "aks" => Aks,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such overlay"),
    };

    public string Text => _rendered.Value.Text;

    public Manifests Manifests => _rendered.Value.Manifests;
}
