using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>The keys of each ConfigMap and Secret: "Kind/name" and what it holds, whoever makes it.</summary>
internal static class Keys
{
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Of(Manifests manifests)
    {
        var maps = manifests.Of<V1ConfigMap>()
            .Select(map => (Name: $"ConfigMap/{map.Metadata.Name}", Keys: map.Data?.Keys.AsEnumerable() ?? []));
        var secrets = manifests.Of<V1Secret>()
            .Select(secret => (Name: $"Secret/{secret.Metadata.Name}", Keys: secret.Data?.Keys.AsEnumerable() ?? []));
        var fetched = manifests.Of<SecretProviderClass>().SelectMany(source => source.Spec?.SecretObjects ?? [])
            .Select(secret => (Name: $"Secret/{secret.SecretName}", Keys: (secret.Data ?? []).Select(entry => entry.Key ?? "")));
        return maps.Concat(secrets).Concat(fetched).GroupBy(source => source.Name, StringComparer.Ordinal).ToDictionary(
            same => same.Key,
            same => (IReadOnlySet<string>)same.SelectMany(source => source.Keys).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }
}
