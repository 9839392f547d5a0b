namespace BloomCoin.Cli.Blocks;

/// <summary>The first bad block, and the rule that it breaks (chain-format, "A block is valid when").</summary>
/// <param name="Height">Where it stands in the file, which begins with the genesis block at 0.</param>
/// <param name="Rule">The rule's number, 1 to 6.</param>
/// <param name="Reason">The rule in words, with the numbers that broke it.</param>
public sealed record BlockFault(int Height, int Rule, string Reason)
{
    /// <summary>Rule 1: the block parses exactly and has at most 32 MiB.</summary>
    public const int Structure = 1;

    /// <summary>As a person reads it after an import: what broke, and what the node has nevertheless.</summary>
    public override string ToString() =>
        $"block {Height} breaks rule {Rule}: {Reason.TrimEnd('.')}; {Kept(Height)}";

    /// <summary>What the node has of a file when everything before a height has been taken.</summary>
    public static string Kept(int next) => next switch
    {
        0 => "nothing of the file is kept",
        1 => "height 0 is kept",
        _ => $"heights 0 to {next - 1} are kept",
    };
}
