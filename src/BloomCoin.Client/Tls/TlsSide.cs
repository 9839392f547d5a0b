namespace BloomCoin.Client.Tls;

/// <summary>What a process is on the cluster's ports.</summary>
public enum TlsSide
{
    /// <summary>It connects to silos.</summary>
    Client,

    /// <summary>It also takes connections, of other silos and of clients.</summary>
    Silo,
}
