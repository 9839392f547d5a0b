using System.CommandLine;

namespace BloomCoin.Cli.Commands;

/// <summary>The root command.</summary>
public static class BloomCommand
{
    private const string Description = """
        Talks to a BloomCoin node.

        Look:   status, tip, block, header, balance, mempool, phases, addresses
        Watch:  watch, top, events
        Peers:  peers, connect, disconnect, bans, ban, unban
        Pay:    keygen, pay, send
        Carry:  import, export
        Shell:  completion

        Exit codes:
          0    done
          1    refused: a block or transaction breaks a rule, no such block, no phases, not enough to pay
               with, a file of another network or one that does not match the node's chain, a peer that
               cannot be connected to, no such connection or ban
          2    a wrong command line or setting, no node, a file that cannot be read or written
          130  stopped with Ctrl+C
        """;

    public static RootCommand Create(CommandContext context)
    {
        var node = new NodeOption();
        var root = new RootCommand(Description)
        {
            node,
            StatusCommand.Create(context, node),
            TipCommand.Create(context, node),
            BlockCommand.Create(context, node),
            HeaderCommand.Create(context, node),
            BalanceCommand.Create(context, node),
            MempoolCommand.Create(context, node),
            PhasesCommand.Create(context, node),
            AddressesCommand.Create(context, node),
            WatchCommand.Create(context, node),
            TopCommand.Create(context, node),
            EventsCommand.Create(context, node),
            PeersCommand.Create(context, node),
            ConnectCommand.Create(context, node),
            DisconnectCommand.Create(context, node),
            BansCommand.Create(context, node),
            BanCommand.Create(context, node),
            UnbanCommand.Create(context, node),
            KeygenCommand.Create(context),
            PayCommand.Create(context, node),
            SendCommand.Create(context, node),
            ImportCommand.Create(context, node),
            ExportCommand.Create(context, node),
            CompletionCommand.Create(context),
        };
        HelpWithExample.AddTo(root);
        return root;
    }
}
