namespace BloomCoin.Grains.Peers;

/// <summary>What is kept of a peer that this node dials. State name <see cref="Name"/>.</summary>
[GenerateSerializer, Alias("peer.record.v1")]
internal sealed class PeerRecord
{
    public const string Name = "peer";

    /// <summary>The user agent it last had; empty before the first connection.</summary>
    [Id(0)] public string UserAgent { get; set; } = "";

    /// <summary>The protocol version it last spoke.</summary>
    [Id(1)] public uint Version { get; set; }

    /// <summary>The service bits it last claimed.</summary>
    [Id(2)] public ulong Services { get; set; }
}
