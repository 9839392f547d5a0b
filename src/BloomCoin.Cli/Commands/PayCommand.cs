using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Cli.Pay;
using BloomCoin.Keys;
using BloomCoin.Keys.Payments;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom pay FILE ADDRESS AMOUNT.</summary>
public static class PayCommand
{
    /// <summary>Units a byte when nothing else is said: a payment of one input costs 196 units.</summary>
    private const ulong DefaultFeeRate = 1;

    private const string Description = """
        Pays from a key: chooses outputs that may be spent, signs, sends, and prints txid, fee and change.
        Change goes back to the key's own address. Outputs of coinbases less than 7 blocks old and outputs that waiting
        transactions spend are left alone.
        """;

    private const string Example = "bloom pay my.key 5914d7dd76d26e99bc263bc9fa339db314efd7b21db8913d218bbe78e393f4b4 1.5 --fee-rate 2";

    public static Command Create(CommandContext context, NodeOption node)
    {
        var file = new Argument<string>("FILE") { Description = "A key file, as bloom keygen makes it." };
        var address = new AddressArgument();
        var amount = new Argument<ulong>("AMOUNT") { Description = "BLOOM with up to 8 decimals.", CustomParser = ParseAmount };
        var fee = FeeOption("--fee", "UNITS", "The whole fee in units.");
        var rate = FeeOption("--fee-rate", "UNITS_PER_BYTE", $"The fee in units a byte. [default: {DefaultFeeRate}]");
        var dryRun = new Option<bool>("--dry-run") { Description = "Build, sign and print it, and send nothing: bloom send can, later." };
        var command = new Verb("pay", Description, Example) { file, address, amount, fee, rate, dryRun };
        command.Validators.Add(result =>
        {
            if (result.GetResult(fee) is not null && result.GetResult(rate) is not null)
                result.AddError("--fee and --fee-rate cannot both be had");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var (key, fault) = Open(parsed.GetRequiredValue(file));
            if (key is null) return context.End(ExitCode.Unusable, fault!);

            using (key)
            {
                var ordered = parsed.GetValue(fee) is { } whole
                    ? PaymentFee.Fixed(whole)
                    : PaymentFee.PerByte(parsed.GetValue(rate) ?? DefaultFeeRate);
                var order = new PaymentOrder(parsed.GetValue(address), parsed.GetValue(amount), ordered, key.Address);
                var isDry = parsed.GetValue(dryRun);
                return await NodeCommand.Run(context, node, parsed, async client =>
                    End(context, order, isDry, await new PaymentRun(client, key).Run(order, send: !isDry, cancellation)), cancellation);
            }
        });
        return command;
    }

    private static Option<ulong?> FeeOption(string name, string help, string description) => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = result => NumberParser.Parse(result, 0, BloomCoin.Chain.Constants.MaxAmount),
    };

    private static ulong ParseAmount(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Amount.TryParse(text, out var units)) result.AddError($"{text} is not {Amount.Form}");
        return units;
    }

    private static (PrivateKey? Key, string? Fault) Open(string path)
    {
        try
        {
            var (key, fault) = KeyFile.Read(path);
            return (key, $"cannot use {path}: {fault}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, BlockFile.Describe("read", path, e));
        }
    }

    private static int End(CommandContext context, PaymentOrder order, bool isDry, PaymentResult result) => result switch
    {
        PaymentResult.Made made => Show(context, order, isDry, made),
        PaymentResult.Refused refused => context.End(ExitCode.Refused, refused.Reason),
        PaymentResult.Unknown unknown => context.End(
            unknown.IsStopped ? ExitCode.Stopped : ExitCode.Unusable,
            $"the node was given {unknown.Txid} and may hold it: look with bloom mempool before you pay again"),
        _ => throw new InvalidOperationException($"a payment cannot end as {result}"),
    };

    private static int Show(CommandContext context, PaymentOrder order, bool isDry, PaymentResult.Made made)
    {
        var sheet = new FactSheet(context.Output);
        sheet.Add("txid", made.Transaction.Id.ToString());
        sheet.Add("state", isDry ? "not sent" : "sent");
        sheet.Add("from", order.Change.ToString());
        sheet.Add("to", order.Recipient.ToString());
        sheet.Add("amount", $"{Amount.Format(order.Amount)} BLOOM");
        sheet.Add("fee", $"{Amount.Format(made.Payment.Fee)} BLOOM");
        sheet.Add("change", $"{Amount.Format(made.Payment.Change)} BLOOM");
        sheet.Add("inputs", $"{made.Transaction.Inputs.Count}");
        sheet.Add("bytes", $"{made.Transaction.Bytes.Length}");
        if (isDry) sheet.Add("raw", Convert.ToHexStringLower(made.Transaction.Bytes.Span));
        return ExitCode.Done;
    }
}
