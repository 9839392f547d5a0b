using System.Globalization;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;

namespace BloomCoin.Client;

/// <summary>How a person names a block: by its height on the best chain, or by its hash on any branch.</summary>
public readonly record struct BlockName(int? Height, Hash256 Hash)
{
    /// <summary>A height, or 64 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out BlockName name)
    {
        if (Hash256.TryParse(text, out var hash))
        {
            name = new(null, hash);
            return true;
        }

        var isHeight = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var height);
        name = isHeight ? new(height, default) : default;
        return isHeight;
    }

    /// <summary>The block; null when there is none.</summary>
    public Task<FoundBlock?> Find(IBloomClient node, CancellationToken cancellation = default) =>
        Height is { } height ? node.Chain.GetBlockAt(height, cancellation) : node.Chain.FindBlock(Hash, cancellation);

    /// <summary>Why there is none, for a person.</summary>
    public async Task<string> Miss(IBloomClient node, CancellationToken cancellation = default)
    {
        if (Height is not { } height) return $"no block {Hash}: the node does not know it on any branch";
        var tip = await node.Chain.GetTip(cancellation);
        return FormattableString.Invariant($"no block at height {height}: the best chain ends at height {tip.Height}");
    }
}
