using System.CommandLine;
using System.CommandLine.Parsing;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Cli.Facts;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom peers.</summary>
public static class PeersCommand
{
    private const int Shown = 100;

    private const string Orders = "address, direction, agent, height, coherence, score, ping, bytes, age or gateway";

    private const string Description = """
        Shows the peers that are connected to the node, over all its gateways. What is not known of a peer is a dash, and comes last in an order.
        """;

    private const string Example = "bloom peers --sort bytes --descending --count 20";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var sort = new Option<PeerOrder>("--sort")
        {
            Description = $"What they are ordered by: {Orders}. [default: age]",
            HelpName = "ORDER",
            CustomParser = ParseOrder,
        };
        var descending = new Option<bool>("--descending") { Description = "The largest first." };
        var count = new Option<int>("--count")
        {
            Description = $"How many peers to list, 1 to {IPeersGrain.Limit}.",
            HelpName = "N",
            DefaultValueFactory = _ => Shown,
            CustomParser = result => NumberParser.Parse(result, 1, IPeersGrain.Limit),
        };
        var json = new JsonOption("Print JSON, with times in seconds.");
        var command = new Verb("peers", Description, Example) { sort, descending, count, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var peers = await client.Peers.List(parsed.GetValue(sort), parsed.GetValue(descending), parsed.GetValue(count), cancellation);
            return context.Show(PeersFacts.Of(peers), FactsJson.Default.PeersFacts, parsed.GetValue(json), PeersText.WriteTo);
        }, cancellation));
        return command;
    }

    private static PeerOrder ParseOrder(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        foreach (var order in Enum.GetValues<PeerOrder>())
        {
            if (string.Equals(order.ToString(), text, StringComparison.OrdinalIgnoreCase)) return order;
        }

        result.AddError($"{text} is no order of peers: {Orders}");
        return default;
    }
}
