namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>The containers, volumes and ports of a pod, and the variables of a container, have names that Kubernetes takes, each its own.</summary>
internal sealed class PartNames : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) => manifests.Workloads.SelectMany(OfPod);

    private static IEnumerable<string> OfPod(Workload workload)
    {
        IReadOnlyList<string> containers = [.. workload.Containers.Select(container => container.Name)];
        IReadOnlyList<string> volumes = [.. (workload.Pod.Volumes ?? []).Select(volume => volume.Name)];
        IReadOnlyList<string> ports = [.. workload.Ports.Select(port => port.Name).OfType<string>()];
        IEnumerable<string> wrong =
        [
            .. containers.Concat(volumes).Where(name => !Names.IsLabel(name)).Select(name => $"{name} is no DNS label"),
            .. ports.Where(name => !IsPortName(name)).Select(name => $"{name} is no name of a port"),
            .. Twice(containers), .. Twice(volumes), .. Twice(ports),
            .. workload.Containers.SelectMany(container => Twice((container.Env ?? []).Select(variable => variable.Name))),
        ];
        return wrong.Select(finding => $"{workload}: {finding}");
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{same.Key} stands {same.Count()} times");

    /// <summary>RFC 6335: 15 characters, one of them a letter.</summary>
    private static bool IsPortName(string name) => Names.IsLabel(name) && name.Length <= 15 && name.Any(char.IsAsciiLetter);
}
