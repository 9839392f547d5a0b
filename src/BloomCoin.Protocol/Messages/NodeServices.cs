namespace BloomCoin.Protocol.Messages;

/// <summary>What a node offers (wire-protocol 3). Bits without a name are kept as they came.</summary>
[Flags]
public enum NodeServices : ulong
{
    /// <summary>Nothing: a node that only asks.</summary>
    None = 0,

    /// <summary>Bit 0: serves headers and blocks.</summary>
    Blocks = 1 << 0,

    /// <summary>Bit 1: takes part in phase gossip.</summary>
    Phases = 1 << 1,

    /// <summary>Bit 2: serves a mempool.</summary>
    Mempool = 1 << 2,
}
