using System.CommandLine;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom disconnect ADDRESS[:PORT].</summary>
public static class DisconnectCommand
{
    private const string Description = "Ends a peer's connections. It may connect again: who must not is banned.";

    private const string Example = "bloom disconnect 203.0.113.7:51234";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var address = new PeerAddressArgument(withPort: true);
        var command = new Verb("disconnect", Description, Example) { address };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var name = parsed.GetRequiredValue(address);
            var ended = await client.Peers.Disconnect(name, cancellation);
            return ended == 0
                ? context.End(ExitCode.Refused, $"{name} has no connection")
                : context.End(ExitCode.Done, $"ended {ended} {(ended == 1 ? "connection" : "connections")} of {name}");
        }, cancellation));
        return command;
    }
}
