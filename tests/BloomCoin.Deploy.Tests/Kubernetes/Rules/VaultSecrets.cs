using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A Secret is made of what is fetched from the vault, and all that is fetched is used.</summary>
internal sealed class VaultSecrets : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) => manifests.Of<SecretProviderClass>().SelectMany(OfClass);

    private static IEnumerable<string> OfClass(SecretProviderClass source)
    {
        var fetched = source.ObjectNames();
        IReadOnlyList<string> used =
            [.. (source.Spec?.SecretObjects ?? []).SelectMany(secret => secret.Data ?? []).Select(entry => entry.ObjectName ?? "")];
        foreach (var name in used.Except(fetched, StringComparer.Ordinal))
            yield return $"SecretProviderClass/{source.Metadata.Name}: {name} is not fetched";
        foreach (var name in fetched.Except(used, StringComparer.Ordinal))
            yield return $"SecretProviderClass/{source.Metadata.Name}: {name} is fetched for nothing";
    }
}
