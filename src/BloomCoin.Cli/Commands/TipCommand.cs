using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Client;

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
            var facts = await Read(client, parsed.GetValue(supply), cancellation);
            return context.Show(facts, FactsJson.Default.TipFacts, parsed.GetValue(json));
        }, cancellation));
        return command;
    }

    private static async Task<TipFacts> Read(IBloomClient node, bool withSupply, CancellationToken cancellation)
    {
        var identity = await node.Chain.GetIdentity(cancellation);
        var tip = await node.Chain.GetTip(cancellation);
        var header = await TipHeader.Read(node, tip, cancellation);
        var supply = withSupply ? await node.Ledger.GetSupply(cancellation) : null;
        return new(
            tip.Height,
            tip.Hash.ToString(),
            UtcTime.Format(header.Timestamp),
            tip.Work.ToString(),
            identity.Network,
            supply is null ? null : new(supply.Height, supply.Outputs, supply.Total));
    }
}
