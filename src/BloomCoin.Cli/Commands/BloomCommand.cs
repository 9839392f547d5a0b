using System.CommandLine;

namespace BloomCoin.Cli.Commands;

/// <summary>The root command.</summary>
public static class BloomCommand
{
    private const string Description = """
        Talks to a BloomCoin node.

        Exit codes:
          0    done
          1    refused: a block breaks a rule, a file is of another network or does not match the node's chain
          2    a wrong command line or setting, no node, a file that cannot be read or written
          130  stopped with Ctrl+C
        """;

    public static RootCommand Create(CommandContext context)
    {
        var node = new NodeOption();
        return new RootCommand(Description)
        {
            node,
            ImportCommand.Create(context, node),
            ExportCommand.Create(context, node),
        };
    }
}
