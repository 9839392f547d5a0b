using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom addresses.</summary>
public static class AddressesCommand
{
    private const int Shown = 20, MostShown = 1000;

    private const string Description = "Shows where the node knows other nodes: how many addresses, and those that answered last.";

    private const string Example = "bloom addresses --count 100";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var count = new Option<int>("--count")
        {
            Description = $"How many addresses to list, 1 to {MostShown}.",
            HelpName = "N",
            DefaultValueFactory = _ => Shown,
            CustomParser = result => NumberParser.Parse(result, 1, MostShown),
        };
        var skip = new Option<int>("--skip")
        {
            Description = "How many addresses to pass over first.",
            HelpName = "N",
            DefaultValueFactory = _ => 0,
            CustomParser = result => NumberParser.Parse(result, 0, int.MaxValue),
        };
        var json = new JsonOption();
        var command = new Verb("addresses", Description, Example) { count, skip, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var page = await client.Addresses.List(parsed.GetValue(skip), parsed.GetValue(count), cancellation);
            return context.Show(AddressesFacts.Of(page), FactsJson.Default.AddressesFacts, parsed.GetValue(json), AddressesText.WriteTo);
        }, cancellation));
        return command;
    }
}
