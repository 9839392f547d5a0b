namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>What must hold of all manifests together.</summary>
internal interface IRule
{
    /// <summary>What does not hold, a line each: "Kind/name: what is wrong".</summary>
    IEnumerable<string> Findings(Manifests manifests);
}
