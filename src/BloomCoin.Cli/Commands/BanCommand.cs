using System.CommandLine;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Cli.Facts;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom ban ADDRESS.</summary>
public static class BanCommand
{
    private const string DefaultReason = "an operator asked for it";

    private const string Description =
        "Bans an address on all gateways: its connections are closed, and it is let in no more. Banning it again changes its ban.";

    private const string Example = "bloom ban 203.0.113.7 --for 7d --reason \"floods us\"";

    private static readonly TimeSpan DefaultLength = TimeSpan.FromHours(24);

    public static Command Create(CommandContext context, NodeOption node)
    {
        var address = new PeerAddressArgument(withPort: false);
        var length = new Option<TimeSpan?>("--for")
        {
            Description = "How long, as in 30m, 24h or 7d; at most 30d. [default: 24h]",
            HelpName = "DURATION",
            CustomParser = DurationParser.Parse,
        };
        var reason = new Option<string>("--reason")
        {
            Description = $"Why, for whoever reads the bans; at most {IReputationGrain.LongestReason} characters.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => DefaultReason,
        };
        reason.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: > 0 and <= IReputationGrain.LongestReason } text || text.Any(char.IsControl))
                result.AddError($"--reason takes 1 to {IReputationGrain.LongestReason} characters, none of them a control character");
        });
        var command = new Verb("ban", Description, Example) { address, length, reason };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(
            context,
            node,
            parsed,
            client => Ban(context, client, parsed.GetRequiredValue(address), parsed.GetValue(length), parsed.GetRequiredValue(reason), cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> Ban(
        CommandContext context, IBloomClient node, string address, TimeSpan? length, string reason, CancellationToken cancellation)
    {
        var reputation = await node.Reputation.Ban(address, length ?? DefaultLength, reason, cancellation);
        if (reputation.Ban is not { } ban) return context.End(ExitCode.Done, $"{address} was banned, and that has ended");
        BanFacts.Of(ban).WriteTo(new FactSheet(context.Output));
        return ExitCode.Done;
    }
}
