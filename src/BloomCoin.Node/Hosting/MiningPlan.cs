using BloomCoin.Chain;
using BloomCoin.Gateway;
using BloomCoin.Grains.Mining;
using BloomCoin.Grains.Placement;
using BloomCoin.Keys;
using BloomCoin.Node.Options;
using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Node.Hosting;

/// <summary>What this silo wants mined, and how it mines when a miner lives here.</summary>
/// <param name="Miners">How many miners the cluster has; 0 when this silo does not ask for any.</param>
/// <param name="Address">Whom they pay.</param>
/// <param name="Settings">The network's oscillators and their pace.</param>
internal sealed record MiningPlan(int Miners, Hash256 Address, MinerSettings Settings)
{
    private const string KeyFileName = "miner.key";

    /// <summary>Rounds a second on devnet: a block takes some 500.</summary>
    private const double DevnetPace = 100;

    /// <summary>Reads the configuration, and makes a key where it names no address.</summary>
    /// <exception cref="StartupException">There is no address, and no key can be read or made.</exception>
    public static MiningPlan From(MiningOptions mining, GossipOptions gossip, NodeOptions node)
    {
        var isDevnet = node.Network == ChainParameters.Devnet.Name;
        var profile = isDevnet ? KuramotoProfile.Devnet : KuramotoProfile.Mainnet;
        var settings = new MinerSettings(profile, mining.RoundsPerSecond ?? (isDevnet ? DevnetPace : 0), gossip.Interval);
        if (!(mining.Enabled ?? MiningOptions.IsEnabledOn(node.Network))) return new MiningPlan(0, default, settings);
        if (!node.Roles.HasFlag(SiloRoles.Compute)) return new MiningPlan(0, default, settings);
        return new MiningPlan(mining.Miners, mining.Address is { } address ? Hash256.Parse(address) : OwnAddress(node.DataDirectory), settings);
    }

    private static Hash256 OwnAddress(string folder)
    {
        var path = Path.Combine(folder, KeyFileName);
        try
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(path)) Make(path);
            var (key, fault) = KeyFile.Read(path);
            using (key) return key?.Address ?? throw Unusable(path, fault!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, exception.Message);
        }
    }

    private static void Make(string path)
    {
        using var key = PrivateKey.Generate();
        KeyFile.Create(path, key);
    }

    private static StartupException Unusable(string path, string fault) => new(
        $"{MiningOptions.Section}:{nameof(MiningOptions.Address)} is not set, and the key file {path} that stands in for it cannot be used: {fault}");
}
