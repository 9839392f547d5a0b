namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>Every kind, field and type is one that the client library knows, and no key stands twice.</summary>
internal sealed class Spelling : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) => manifests.Unreadable;
}
