using System.CommandLine;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Cli.Facts;
using BloomCoin.Client;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom send FILE|HEX.</summary>
public static class SendCommand
{
    private const string Description =
        "Gives the node a signed transaction, and prints its txid. A refusal names the rule and the numbers. Sending it again is harmless.";

    private const string Example = "bloom send payment.tx";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var source = new Argument<string>("FILE|HEX")
        {
            Description = "A file with the transaction's bytes or their hexadecimal digits, or the digits themselves.",
        };
        var command = new Verb("send", Description, Example) { source };
        command.SetAction((parsed, cancellation) => Run(context, node, parsed, parsed.GetRequiredValue(source), cancellation));
        return command;
    }

    private static async Task<int> Run(
        CommandContext context, NodeOption node, ParseResult parsed, string source, CancellationToken cancellation)
    {
        var (transaction, code, fault) = TransactionSource.Read(source);
        return transaction is null
            ? context.End(code, fault)
            : await NodeCommand.Run(context, node, parsed, client => Send(context, client, transaction, cancellation), cancellation);
    }

    private static async Task<int> Send(CommandContext context, IBloomClient node, Transaction transaction, CancellationToken cancellation)
    {
        var verdict = (await node.Transactions.Submit(TransactionBatch.Of([transaction.Bytes]), cancellation)).Verdicts[0];
        if (!verdict.IsHeld()) return context.End(ExitCode.Refused, $"{transaction.Id} is refused: {verdict.Explain()}");

        var sheet = new FactSheet(context.Output);
        sheet.Add("txid", transaction.Id.ToString());
        sheet.Add("state", verdict.Outcome == SubmitOutcome.Accepted ? "accepted" : "held before");
        return ExitCode.Done;
    }
}
