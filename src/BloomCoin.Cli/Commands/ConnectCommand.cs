using System.CommandLine;
using System.CommandLine.Parsing;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Client;
using BloomCoin.Client.Connection;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom connect HOST[:PORT].</summary>
public static class ConnectCommand
{
    /// <summary>Where a BloomCoin node listens for its peers.</summary>
    private const int DefaultPort = 8333;

    private const string Description = """
        Connects the node to a peer once, whether or not that is known or banned. Ends when the handshake is complete; a connection that is lost later
        is not made again.
        """;

    private const string Example = "bloom connect seed.example.org:8333";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var peer = new Argument<GatewayAddress>("HOST[:PORT]")
        {
            Description = $"The peer's name or address, IPv6 in brackets where a port follows. [default port: {DefaultPort}]",
            CustomParser = Parse,
        };
        var command = new Verb("connect", Description, Example) { peer };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(
            context, node, parsed, client => Connect(context, client, parsed.GetValue(peer), cancellation), cancellation));
        return command;
    }

    private static async Task<int> Connect(CommandContext context, IBloomClient node, GatewayAddress peer, CancellationToken cancellation)
    {
        try
        {
            return context.End(ExitCode.Done, $"connected to {await node.Peers.Connect(peer.Host, peer.Port, cancellation)}");
        }
        catch (PeerUnavailableException e)
        {
            return context.End(ExitCode.Refused, e.Message.ReplaceLineEndings(" "));
        }
    }

    private static GatewayAddress Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!GatewayAddress.TryParse(text, out var address)
            && !GatewayAddress.TryParse($"{text}:{DefaultPort}", out address)
            && !GatewayAddress.TryParse($"[{text}]:{DefaultPort}", out address))
            result.AddError($"{text} is no HOST[:PORT] with a port from 1 to 65535, as in seed.example.org, 203.0.113.7:8333 or [2001:db8::1]:8333");
        return address;
    }
}
