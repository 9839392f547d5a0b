using System.CommandLine;
using BloomCoin.Cli.Export;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom export FILE.</summary>
public static class ExportCommand
{
    private const string Description = """
        Writes a node's best chain to a file. A file with the beginning of that chain is continued, so an export that was interrupted goes on where it was.
        A file with anything else is left as it is, unless --overwrite is given.
        """;

    private const string Example = "bloom export chain.blocks";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var file = new Argument<string>("FILE") { Description = "Where the blocks go, from the genesis block on, each behind its length as u32 little-endian." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Write the file anew, whatever it holds." };
        var command = new Verb("export", Description, Example) { file, overwrite };
        command.SetAction((parsed, cancellation) =>
            Run(context, node, parsed, parsed.GetRequiredValue(file), parsed.GetValue(overwrite), cancellation));
        return command;
    }

    private static Task<int> Run(
        CommandContext context, NodeOption node, ParseResult parsed, string path, bool overwrite, CancellationToken cancellation) =>
        NodeCommand.Run(context, node, parsed, async client =>
        {
            // Only now, so that no empty file is left where there is no node.
            var (file, fault) = BlockFile.OpenWrite(path, overwrite);
            if (file is null)
            {
                return context.End(ExitCode.Unusable, fault!);
            }

            await using var open = file;
            try
            {
                var result = await context.View.Run("exporting", progress => new BlockExport(client, progress).Run(file, cancellation));
                file.Flush(flushToDisk: true);
                return End(context, path, result);
            }
            catch (IOException e)
            {
                return context.End(ExitCode.Unusable, BlockFile.Describe("write", path, e));
            }
        }, cancellation);

    private static int End(CommandContext context, string path, ExportResult result) => result switch
    {
        ExportResult.Done done => context.End(ExitCode.Done, $"exported {done.Exported} blocks"),
        ExportResult.Refused refused => context.End(ExitCode.Refused, $"{path}: {refused.Reason}"),
        ExportResult.Stopped stopped => context.End(
            ExitCode.Stopped, $"stopped; {path} holds the first {stopped.Next} blocks; run the same command again to go on"),
        _ => throw new InvalidOperationException($"an export cannot end as {result}"),
    };
}
