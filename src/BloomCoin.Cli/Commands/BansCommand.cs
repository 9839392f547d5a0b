using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom bans.</summary>
public static class BansCommand
{
    private const string Description = "Shows the addresses that are banned, until when, and why: somebody asked for it, or their score fell.";

    private const string Example = "bloom bans --json";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var json = new JsonOption("Print JSON.");
        var command = new Verb("bans", Description, Example) { json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var bans = new List<BanFacts>();
            await foreach (var ban in client.Reputation.ReadBans(cancellation)) bans.Add(BanFacts.Of(ban));
            return context.Show(new BansFacts(bans), FactsJson.Default.BansFacts, parsed.GetValue(json), BansText.WriteTo);
        }, cancellation));
        return command;
    }
}
