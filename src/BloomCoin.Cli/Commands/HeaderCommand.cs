using System.CommandLine;
using BloomCoin.Chain;
using BloomCoin.Cli.Facts;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom header HEIGHT|HASH.</summary>
public static class HeaderCommand
{
    private const string Description = "Shows a block's header, field by field.";

    private const string Example = "bloom header --raw 2500";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var name = BlockArgument.Create();
        var json = new JsonOption();
        var raw = new RawOption(json);
        var command = new Verb("header", Description, Example) { name, raw, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var wanted = parsed.GetValue(name);
            if (await wanted.Find(client, cancellation) is not { } found)
                return context.End(ExitCode.Refused, await wanted.Miss(client, cancellation));

            return parsed.GetValue(raw)
                ? context.End(ExitCode.Done, Convert.ToHexStringLower(found.Bytes.AsSpan(0, BlockHeader.Length)))
                : context.Show(
                    HeaderFacts.Of(BlockHeader.Read(found.Bytes), found.Height, found.OnBestChain),
                    FactsJson.Default.HeaderFacts,
                    parsed.GetValue(json),
                    HeaderText.WriteTo);
        }, cancellation));
        return command;
    }
}
