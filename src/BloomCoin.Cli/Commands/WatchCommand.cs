using System.CommandLine;
using BloomCoin.Cli.Watch;
using BloomCoin.Client;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom watch.</summary>
public static class WatchCommand
{
    private const string Description = """
        Shows a node live until Ctrl+C: its tip and sync, the phases of the height that is worked on, its miners, and
        whose contributions are merged.
        Where the output is no terminal, and with --json, it is one line a second. A node that is lost is asked again until it is back.
        """;

    private const string Example = "bloom watch --for 30s --json";

    /// <summary>A call that a silo took with it is noticed only after this, and then asked again; every call here is short.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    public static Command Create(CommandContext context, NodeOption node)
    {
        var limit = new Option<TimeSpan?>("--for")
        {
            Description = "End after this time, as in 30s, 5m or 2h: with exit code 0, or 2 when the node does not answer then.",
            HelpName = "TIME",
            CustomParser = DurationParser.Parse,
        };
        var json = new JsonOption("Print one JSON object a line, one a second.");
        var command = new Verb("watch", Description, Example) { limit, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(
            context,
            node.Configure(parsed, ResponseTimeout),
            client => Watch(context, client, parsed.GetValue(limit), parsed.GetValue(json), cancellation),
            cancellation));
        return command;
    }

    private static Task<int> Watch(CommandContext context, IBloomClient node, TimeSpan? limit, bool asJson, CancellationToken cancellation)
    {
        IWatchView view = context.Screen is { } screen && !asJson ? new LiveWatchView(screen) : new LineWatchView(context.Lines, asJson);
        return NodeCommand.UntilStopped(
            context,
            async () =>
            {
                var last = await view.Run(show => new Watcher(node, context.Time, view.Interval).Run(show, limit, cancellation));
                return last.Loss is { } loss ? context.End(ExitCode.Unusable, $"the node is lost: {loss}") : ExitCode.Done;
            },
            cancellation);
    }
}
