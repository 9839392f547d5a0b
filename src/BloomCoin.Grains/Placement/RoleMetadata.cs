using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace BloomCoin.Grains.Placement;

/// <summary>How silos know each other's roles: each tells them with its metadata, which the others ask for when it joins.</summary>
internal static class RoleMetadata
{
    private const string Key = "bloom.roles";

    public static ISiloBuilder UseRoles(this ISiloBuilder silo, SiloRoles roles)
    {
        silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { [Key] = $"{roles}" });
        silo.Services.AddPlacementFilter<ComputeFilter, ComputeFilterDirector>(ServiceLifetime.Singleton);
        return silo;
    }

    /// <summary>Whether a silo is known to have a role: not in the moment after it joined, in which nobody has asked it yet.</summary>
    public static bool HasRole(this ISiloMetadataCache cache, SiloAddress silo, SiloRoles role) =>
        cache.RolesOf(silo)?.HasFlag(role) == true;

    /// <summary>What a silo is for; null while nobody has asked it yet.</summary>
    public static SiloRoles? RolesOf(this ISiloMetadataCache cache, SiloAddress silo) =>
        cache.GetSiloMetadata(silo).Metadata.TryGetValue(Key, out var text) && Enum.TryParse<SiloRoles>(text, out var roles) ? roles : null;
}
