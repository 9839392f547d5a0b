namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A silo says where the others reach it: at its pod's address, which Kubernetes alone knows.</summary>
internal sealed class AdvertisedAddresses : IRule
{
    private const string Variable = "Bloom__Cluster__AdvertisedAddress";

    public IEnumerable<string> Findings(Manifests manifests) =>
        from silo in manifests.Silos
        let source = (silo.Silo.Env ?? []).FirstOrDefault(variable => variable.Name == Variable)?.ValueFrom
        where source?.FieldRef?.FieldPath != "status.podIP"
        select $"{silo}: {Variable} is not the pod's address";
}
