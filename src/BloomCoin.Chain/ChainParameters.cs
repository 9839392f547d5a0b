namespace BloomCoin.Chain;

/// <summary>What tells one network's chain from another's.</summary>
public sealed class ChainParameters
{
    private ChainParameters(string name, uint genesisTimestamp, uint blockSeconds)
    {
        Name = name;
        BlockSeconds = blockSeconds;
        Genesis = Chain.Genesis.Create(genesisTimestamp);
    }

    /// <summary>The public network: a block every seven minutes.</summary>
    public static ChainParameters Mainnet { get; } = new("mainnet", genesisTimestamp: 1_700_000_000, blockSeconds: 420);

    /// <summary>The network for development: a block every five seconds.</summary>
    public static ChainParameters Devnet { get; } = new("devnet", genesisTimestamp: 1_735_689_600, blockSeconds: 5);

    /// <summary>As Bloom:Network names it.</summary>
    public string Name { get; }

    /// <summary>The block time that rule 5 steers to, seconds.</summary>
    public uint BlockSeconds { get; }

    /// <summary>The block time that rule 5 steers to.</summary>
    public TimeSpan BlockTime => TimeSpan.FromSeconds(BlockSeconds);

    /// <summary>The block at height 0.</summary>
    public Block Genesis { get; }

    /// <summary>The hash of the block at height 0.</summary>
    public Hash256 GenesisHash => Genesis.Hash;

    /// <summary>The network of that name; null when there is none.</summary>
    public static ChainParameters? Find(string name) => name switch
    {
        "mainnet" => Mainnet,
        "devnet" => Devnet,
        _ => null,
    };
}
