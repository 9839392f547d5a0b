using System.CommandLine;
using BloomCoin.Cli.Blocks;
using BloomCoin.Cli.Import;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom import FILE.</summary>
public static class ImportCommand
{
    private const string Description = """
        Gives a node the blocks of a file. Blocks that the node's best chain has are skipped, so an import that was interrupted goes on where it was.
        The first bad block ends it, named by height and rule; everything before it is kept.
        """;

    private const string Example = "bloom import chain.blocks";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var file = new Argument<string>("FILE") { Description = "Blocks from the genesis block on, each behind its length as u32 little-endian." };
        var command = new Verb("import", Description, Example) { file };
        command.SetAction((parsed, cancellation) => Run(context, node, parsed, parsed.GetRequiredValue(file), cancellation));
        return command;
    }

    private static async Task<int> Run(CommandContext context, NodeOption node, ParseResult parsed, string path, CancellationToken cancellation)
    {
        var (file, fault) = BlockFile.OpenRead(path);
        if (file is null)
        {
            return context.End(ExitCode.Unusable, fault!);
        }

        await using var open = file;
        return await NodeCommand.Run(context, node, parsed, async client =>
        {
            try
            {
                return End(context, await context.View.Run("importing", progress => new BlockImport(client, progress).Run(file, cancellation)));
            }
            catch (IOException e)
            {
                return context.End(ExitCode.Unusable, BlockFile.Describe("read", path, e));
            }
        }, cancellation);
    }

    private static int End(CommandContext context, ImportResult result) => result switch
    {
        ImportResult.Done done => context.End(ExitCode.Done, $"imported {done.Imported} blocks, tip {done.Tip.Height} {done.Tip.Hash}"),
        ImportResult.Refused refused => context.End(ExitCode.Refused, refused.Reason),
        ImportResult.Stopped stopped => context.End(ExitCode.Stopped, $"stopped; {BlockFault.Kept(stopped.Next)}; run the same command again to go on"),
        _ => throw new InvalidOperationException($"an import cannot end as {result}"),
    };
}
