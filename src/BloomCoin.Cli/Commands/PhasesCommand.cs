using System.CommandLine;
using System.Globalization;
using BloomCoin.Cli.Facts;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom phases [HEIGHT].</summary>
public static class PhasesCommand
{
    private const string Description = """
        Shows the phases that are held for a height: their merge, and whose contributions are in it with which share. They are held for a minute,
        and for no height far from the tip.
        """;

    private const string Example = "bloom phases --phases";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var height = new Argument<int?>("HEIGHT")
        {
            Description = "The height of the block that is worked on. [default: the tip's + 1]",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => result.Tokens.Count == 0 ? null : NumberParser.Parse(result, 0, int.MaxValue),
        };
        var phases = new Option<bool>("--phases") { Description = "List the 63 merged phases too, in radians." };
        var json = new JsonOption("Print JSON, with the 63 merged phases in radians.");
        var command = new Verb("phases", Description, Example) { height, phases, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var wanted = parsed.GetValue(height);
            if (await client.Phases.GetRound(wanted, cancellation) is not { } round)
                return context.End(ExitCode.Refused, await Miss(client, wanted, cancellation));

            return context.Show(
                PhasesFacts.Of(round),
                FactsJson.Default.PhasesFacts,
                parsed.GetValue(json),
                (facts, sheet) => facts.WriteTo(sheet, withPhases: parsed.GetValue(phases)));
        }, cancellation));
        return command;
    }

    /// <summary>Why there are none, for a person.</summary>
    private static async Task<string> Miss(IBloomClient node, int? wanted, CancellationToken cancellation)
    {
        var tip = (await node.Chain.GetTip(cancellation)).Height;
        return string.Create(
            CultureInfo.InvariantCulture, $"no phases for height {wanted ?? tip + 1}: the node holds none; its tip is at height {tip}");
    }
}
