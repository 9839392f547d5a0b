using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;
using BloomCoin.Client;

namespace BloomCoin.Cli.Commands;

/// <summary>How a person names a block: by its height on the best chain, or by its hash on any branch.</summary>
public readonly record struct BlockName(int? Height, Hash256 Hash)
{
    public static Argument<BlockName> CreateArgument() => new("HEIGHT|HASH")
    {
        Description = "A height of the best chain, or the 64 hexadecimal digits of a hash on any branch.",
        CustomParser = Parse,
    };

    public static bool TryParse(string text, out BlockName name)
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
    public Task<FoundBlock?> Find(IBloomClient node, CancellationToken cancellation) =>
        Height is { } height ? node.Chain.GetBlockAt(height, cancellation) : node.Chain.FindBlock(Hash, cancellation);

    /// <summary>Why there is none, for a person.</summary>
    public async Task<string> Miss(IBloomClient node, CancellationToken cancellation)
    {
        if (Height is not { } height) return $"no block {Hash}: the node does not know it on any branch";
        var tip = await node.Chain.GetTip(cancellation);
        return FormattableString.Invariant($"no block at height {height}: the best chain ends at height {tip.Height}");
    }

    private static BlockName Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!TryParse(text, out var name)) result.AddError($"{text} is neither a height nor a hash of 64 hexadecimal digits");
        return name;
    }
}
