using System.CommandLine;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom unban ADDRESS.</summary>
public static class UnbanCommand
{
    private const string Description = "Ends an address's ban, and forgets the score that led to it.";

    private const string Example = "bloom unban 203.0.113.7";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var address = new PeerAddressArgument(withPort: false);
        var command = new Verb("unban", Description, Example) { address };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var name = parsed.GetRequiredValue(address);
            return await client.Reputation.Unban(name, cancellation)
                ? context.End(ExitCode.Done, $"{name} is banned no more")
                : context.End(ExitCode.Refused, $"{name} is not banned");
        }, cancellation));
        return command;
    }
}
