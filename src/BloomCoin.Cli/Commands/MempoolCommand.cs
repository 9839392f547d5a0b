using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom mempool.</summary>
public static class MempoolCommand
{
    private const int Shown = 20, MostShown = 1000;

    private const string Description = "Shows what waits for a block: how many transactions and bytes, and the best of them by fee rate.";

    private const string Example = "bloom mempool --count 100";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var count = new Option<int>("--count")
        {
            Description = $"How many transactions to list, 1 to {MostShown}.",
            HelpName = "N",
            DefaultValueFactory = _ => Shown,
            CustomParser = result => NumberParser.Parse(result, 1, MostShown),
        };
        var json = new JsonOption();
        var command = new Verb("mempool", Description, Example) { count, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var view = await client.Mempool.List(parsed.GetValue(count), cancellation);
            return context.Show(MempoolFacts.Of(view), FactsJson.Default.MempoolFacts, parsed.GetValue(json), MempoolText.WriteTo);
        }, cancellation));
        return command;
    }
}
