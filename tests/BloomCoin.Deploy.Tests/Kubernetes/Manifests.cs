using k8s;
using k8s.Models;
using YamlDotNet.Core;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>All objects of a rendering.</summary>
internal sealed class Manifests
{
    private readonly List<Manifest> _all = [];
    private readonly List<string> _unreadable = [];

    public Manifests(string yaml)
    {
        foreach (var document in Documents(yaml)) Read(document);
        Workloads = [.. _all.Select(manifest => Workload.Of(manifest.Resource)).OfType<Workload>()];
    }

    /// <summary>What could be read.</summary>
    public IReadOnlyList<Manifest> All => _all;

    /// <summary>Why the others could not, a line each.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>What runs pods.</summary>
    public IReadOnlyList<Workload> Workloads { get; }

    public IEnumerable<Workload> Silos => Workloads.Where(workload => workload.IsSilo);

    public IEnumerable<T> Of<T>() where T : IKubernetesObject<V1ObjectMeta> => _all.Select(manifest => manifest.Resource).OfType<T>();

    public T Single<T>(string name) where T : IKubernetesObject<V1ObjectMeta> => Of<T>().Single(resource => resource.Metadata.Name == name);

    public Workload WorkloadNamed(string name) => Workloads.Single(workload => workload.Name == name);

    public IEnumerable<Workload> Selected(V1LabelSelector selector) => Workloads.Where(workload => selector.Matches(workload.Labels));

    private void Read(string document)
    {
        try
        {
            _all.Add(Manifest.Read(document));
        }
        catch (YamlException wrong)
        {
            _unreadable.Add($"{Title(document)}: {Reasons(wrong)}");
        }
        catch (KeyNotFoundException)
        {
            _unreadable.Add($"{Title(document)}: there is no such kind in {Value(document, "apiVersion: ")}");
        }
    }

    private static string Reasons(Exception wrong) => wrong.InnerException is { } inner ? $"{wrong.Message} {Reasons(inner)}" : wrong.Message;

    public static IReadOnlyList<string> Documents(string yaml) => yaml.Split("\n---\n");

    /// <summary>Kind and name, of what may be unreadable: the first line of each.</summary>
    public static string Title(string document) => $"{Value(document, "kind: ")}/{Value(document, "  name: ")}";

    private static string Value(string document, string start) =>
        document.Split('\n').FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..] ?? "?";
}
