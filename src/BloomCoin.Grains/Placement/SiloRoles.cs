namespace BloomCoin.Grains.Placement;

/// <summary>What a silo is for.</summary>
[Flags]
public enum SiloRoles
{
    /// <summary>Holds peers' sockets. Hosts workers and its peers' grains, and no other state.</summary>
    Gateway = 1,

    /// <summary>Hosts the grains that hold state.</summary>
    Compute = 2,

    /// <summary>Both: a node in one process.</summary>
    All = Gateway | Compute,
}
