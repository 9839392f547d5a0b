using System.CommandLine;
using BloomCoin.Chain;
using BloomCoin.Cli.Facts;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom balance ADDRESS.</summary>
public static class BalanceCommand
{
    private const string Description =
        "Shows what an address owns at the tip: in all, what the next block may spend, and what must mature first.";

    private const string Example = "bloom balance 712c8d5eac95a29dcff0c000690d37ba7457f2e71b5e9f496a15131de618292b --unspent";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var address = new AddressArgument();
        var unspent = new Option<bool>("--unspent") { Description = "List the unspent outputs too, by txid and position." };
        var json = new JsonOption();
        var command = new Verb("balance", Description, Example) { address, unspent, json };
        command.SetAction((parsed, cancellation) => NodeCommand.Run(context, node, parsed, async client =>
        {
            var facts = await Read(client, parsed.GetValue(address), parsed.GetValue(unspent), cancellation);
            return context.Show(facts, FactsJson.Default.BalanceFacts, parsed.GetValue(json), BalanceText.WriteTo);
        }, cancellation));
        return command;
    }

    private static async Task<BalanceFacts> Read(IBloomClient node, Hash256 address, bool withUnspent, CancellationToken cancellation)
    {
        var balance = await node.Ledger.GetBalance(address, cancellation);
        if (!withUnspent) return BalanceFacts.Of(address.ToString(), balance, null);

        var unspent = new List<UnspentFacts>();
        await foreach (var output in node.Ledger.ReadUnspent(address, cancellation)) unspent.Add(UnspentFacts.Of(output, balance.Height));
        return BalanceFacts.Of(address.ToString(), balance, unspent);
    }
}
