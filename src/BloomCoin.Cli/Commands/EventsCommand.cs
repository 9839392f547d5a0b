using System.CommandLine;
using System.Text.Json;
using BloomCoin.Abstractions.Events;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom events.</summary>
public static class EventsCommand
{
    private const string Description = """
        Follows what happens at the node, one line each, until Ctrl+C: tips, transactions, merges that reach a threshold, bans, connections.
        Goes on by itself when silos of the node die. With --after it begins behind an event that was seen before, as far as the node still has them.
        """;

    private const string Example = "bloom events --json --count 10";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var after = new Option<EventPosition?>("--after")
        {
            Description = "The position of the last event that was seen.",
            HelpName = "POSITION",
            CustomParser = result =>
            {
                if (EventPosition.TryParse(result.Tokens[0].Value, out var position)) return position;
                result.AddError($"{result.Tokens[0].Value} is no position of an event");
                return null;
            },
        };
        var count = new Option<int?>("--count") { Description = "End after so many.", HelpName = "N", CustomParser = result => NumberParser.Parse(result, 1, int.MaxValue) };
        var json = new JsonOption("Print one JSON object a line.");
        var command = new Verb("events", Description, Example) { after, count, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(
            context,
            node,
            parsed,
            client => Follow(context, client, parsed.GetValue(after), parsed.GetValue(count) ?? int.MaxValue, parsed.GetValue(json), cancellation),
            cancellation));
        return command;
    }

    private static Task<int> Follow(CommandContext context, IBloomClient node, EventPosition? after, int count, bool asJson, CancellationToken cancellation) =>
        NodeCommand.UntilStopped(
            context,
            async () =>
            {
                await foreach (var what in node.Events.Read(after, cancellation))
                {
                    var facts = EventFacts.Of(what);
                    await context.Lines.WriteLineAsync(asJson ? JsonSerializer.Serialize(facts, EventJson.Default.EventFacts) : facts.ToString());
                    await context.Lines.FlushAsync(cancellation);
                    if (--count == 0) break;
                }

                return ExitCode.Done;
            },
            cancellation);
}
