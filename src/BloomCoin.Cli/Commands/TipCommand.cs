using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom tip.</summary>
public static class TipCommand
{
    private const string Description = "Shows the node's best block: height, hash, time, the chain's work, and the network.";

    private const string Example = "bloom tip --supply";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var supply = new Option<bool>("--supply") { Description = "Count the unspent outputs too: the node reads them all." };
        var json = new JsonOption();
        var command = new Verb("tip", Description, Example) { supply, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var facts = await TipFacts.Read(client, parsed.GetValue(supply), cancellation);
            return context.Show(facts, FactsJson.Default.TipFacts, parsed.GetValue(json), TipText.WriteTo);
        }, cancellation));
        return command;
    }
}
