namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A silo is given the time that it may take to end: the preStop hook, and what the .NET host waits for.</summary>
internal sealed class Endings : IRule
{
    /// <summary>HostOptions.ShutdownTimeout, which the node leaves as it is.</summary>
    private const int ShutdownSeconds = 30;

    public IEnumerable<string> Findings(Manifests manifests) =>
        from silo in manifests.Silos
        let needed = Workload.PreStopSeconds(silo.Silo) + ShutdownSeconds
        where silo.GraceSeconds <= needed
        select $"{silo}: terminationGracePeriodSeconds is {silo.GraceSeconds}, and ending takes up to {needed}";
}
