using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>
/// Whatever runs on is asked whether it is alive and ready, at a port that it has; a silo at the node's own paths, and while it starts too.
/// </summary>
internal sealed class Probes : IRule
{
    private const string Live = "/health/live";
    private const string Ready = "/health/ready";

    public IEnumerable<string> Findings(Manifests manifests) =>
        from workload in manifests.Workloads
        from container in workload.Pod.Containers
        let isSilo = workload.IsSilo && container == workload.Silo
        from probe in ((string Name, V1Probe? Probe, string? Path)[])
        [
            ("livenessProbe", container.LivenessProbe, Live),
            ("readinessProbe", container.ReadinessProbe, Ready),
            ("startupProbe", container.StartupProbe, Live),
        ]
        where isSilo || probe.Name != "startupProbe"
        let wrong = Wrong(container, probe.Probe, isSilo ? probe.Path : null)
        where wrong is not null
        select $"{workload}: container {container.Name}: {probe.Name} {wrong}";

    private static string? Wrong(V1Container container, V1Probe? probe, string? path)
    {
        if (probe is null) return "is missing";
        if (path is not null && probe.HttpGet?.Path != path) return $"asks {probe.HttpGet?.Path}, not {path}";
        var port = probe.HttpGet?.Port ?? probe.TcpSocket?.Port;
        return port is not null && !Ports.Has(container, port) ? $"asks at {port}, which is no port of it" : null;
    }
}
