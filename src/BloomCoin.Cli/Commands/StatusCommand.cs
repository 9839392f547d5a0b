using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom status.</summary>
public static class StatusCommand
{
    private const string Description = "Shows the node at a glance: tip, sync, phases, miners, what waits for a block, gateways and silos.";

    private const string Example = "bloom status --json";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var json = new JsonOption("Print JSON.");
        var command = new Verb("status", Description, Example) { json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(
            context,
            node,
            parsed,
            async client => context.Show(await StatusFacts.Read(client, cancellation), FactsJson.Default.StatusFacts, parsed.GetValue(json), StatusText.WriteTo),
            cancellation));
        return command;
    }
}
