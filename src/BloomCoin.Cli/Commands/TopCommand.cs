using System.CommandLine;
using System.Text.Json;
using BloomCoin.Cli.Top;
using BloomCoin.Client;
using BloomCoin.Client.Facts;
using Spectre.Console;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom top.</summary>
public static class TopCommand
{
    private const string Description = """
        Shows live what the node is busy with, until Ctrl+C: messages and bytes a second by gateway, grains and memory by silo, coherence, tip.
        Where the output is no terminal, and with --json, it is one line every other second.
        """;

    private const string Example = "bloom top --count 1 --json";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static Command Create(CommandContext context, NodeOption node)
    {
        var count = new Option<int?>("--count") { Description = "End after so many looks.", HelpName = "N", CustomParser = result => NumberParser.Parse(result, 1, int.MaxValue) };
        var json = new JsonOption("Print one JSON object a line.");
        var command = new Verb("top", Description, Example) { count, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(
            context,
            node.Configure(parsed, WatchCommand.ResponseTimeout),
            client => Watch(context, client, parsed.GetValue(count) ?? int.MaxValue, parsed.GetValue(json), cancellation),
            cancellation));
        return command;
    }

    private static Task<int> Watch(CommandContext context, IBloomClient node, int count, bool asJson, CancellationToken cancellation) => NodeCommand.UntilStopped(
        context,
        async () =>
        {
            if (context.Screen is { } screen && !asJson)
                await screen.Live(new Text("")).StartAsync(live => Look(context, node, count, facts => live.UpdateTarget(TopPicture.Draw(facts)), cancellation));
            else await Look(context, node, count, facts => Write(context.Lines, facts, asJson), cancellation);
            return ExitCode.Done;
        },
        cancellation);

    private static void Write(TextWriter lines, TopFacts facts, bool asJson)
    {
        lines.WriteLine(asJson ? JsonSerializer.Serialize(facts, TopJson.Default.TopFacts) : TopPicture.Line(facts));
        lines.Flush();
    }

    private static async Task Look(CommandContext context, IBloomClient node, int count, Action<TopFacts> show, CancellationToken cancellation)
    {
        StatusFacts? before = null;
        var looked = context.Time.GetTimestamp();
        for (var look = 0; look < count; look++)
        {
            if (look > 0) await Task.Delay(Interval, context.Time, cancellation);
            var status = await StatusFacts.Read(node, cancellation);
            var passed = context.Time.GetElapsedTime(looked);
            looked = context.Time.GetTimestamp();
            show(TopFacts.Of(status, before, passed));
            before = status;
        }
    }
}
