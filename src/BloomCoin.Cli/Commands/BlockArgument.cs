using System.CommandLine;
using System.CommandLine.Parsing;
using BloomCoin.Client;

namespace BloomCoin.Cli.Commands;

/// <summary>A block's name on the command line.</summary>
public static class BlockArgument
{
    public static Argument<BlockName> Create() => new("HEIGHT|HASH")
    {
        Description = "A height of the best chain, or the 64 hexadecimal digits of a hash on any branch.",
        CustomParser = Parse,
    };

    private static BlockName Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!BlockName.TryParse(text, out var name)) result.AddError($"{text} is neither a height nor a hash of 64 hexadecimal digits");
        return name;
    }
}
