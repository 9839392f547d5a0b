using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom block HEIGHT|HASH.</summary>
public static class BlockCommand
{
    private const string Description =
        "Shows a block: its header, its branch, the bloom that sealed it, and its transactions with their amounts.";

    private const string Example = "bloom block 2500";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var name = BlockArgument.Create();
        var json = new JsonOption();
        var raw = new RawOption(json);
        var command = new Verb("block", Description, Example) { name, raw, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var wanted = parsed.GetValue(name);
            if (await wanted.Find(client, cancellation) is not { } found)
                return context.End(ExitCode.Refused, await wanted.Miss(client, cancellation));

            return parsed.GetValue(raw)
                ? context.End(ExitCode.Done, Convert.ToHexStringLower(found.Bytes))
                : context.Show(BlockFacts.Of(found), FactsJson.Default.BlockFacts, parsed.GetValue(json), BlockText.WriteTo);
        }, cancellation));
        return command;
    }
}
