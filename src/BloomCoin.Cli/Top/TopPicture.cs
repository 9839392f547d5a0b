using BloomCoin.Cli.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BloomCoin.Cli.Top;

/// <summary>A node's load as a person sees it: a line of the chain, and a table each of gateways and silos.</summary>
internal static class TopPicture
{
    public static IRenderable Draw(TopFacts facts)
    {
        var status = facts.Status;
        var head = new Text(StatusText.Text(
            $"{status.Network}  tip {status.Height}  coherence {Coherence(status.Coherence)} of {status.Contributors}  waiting {status.Waiting}  {(status.Sync.Running ? "syncing" : "in sync")}"));
        var gateways = new Table { Border = TableBorder.Simple };
        gateways.AddColumns("gateway", "inbound", "outbound", "messages/s in", "messages/s out", "in", "out");
        foreach (var gateway in status.Gateways)
        {
            var rates = facts.Rates.FirstOrDefault(one => one.Name == gateway.Name);
            gateways.AddRow(
                new Text(gateway.Name), Cell($"{gateway.Inbound}"), Cell($"{gateway.Outbound}"), Cell($"{rates?.MessagesReceived:0.0}"), Cell($"{rates?.MessagesSent:0.0}"),
                Bytes(rates?.BytesReceived), Bytes(rates?.BytesSent));
        }

        var silos = new Table { Border = TableBorder.Simple };
        silos.AddColumns("silo", "address", "grains", "processor", "memory");
        foreach (var silo in status.Silos)
        {
            silos.AddRow(
                new Text(silo.Name), new Text(silo.Address), Cell($"{silo.Activations}"), Cell($"{100 * silo.Processor:0.0} %"), new Text(silo.Memory is { } bytes ? ByteCount.Format(bytes) : "-"));
        }

        return new Rows(head, gateways, silos);
    }

    /// <summary>The same in one line.</summary>
    public static string Line(TopFacts facts)
    {
        var (status, rates) = (facts.Status, facts.Rates);
        return StatusText.Text(
            $"tip {status.Height} coherence {Coherence(status.Coherence)} peers {status.Gateways.Sum(one => one.Inbound + one.Outbound)} silos {status.Silos.Count} messages/s {rates.Sum(one => one.MessagesReceived):0.0}/{rates.Sum(one => one.MessagesSent):0.0}");
    }

    private static string Coherence(float? r) => r is { } known ? StatusText.Text($"{known:0.0000}") : "-";

    private static Text Cell(FormattableString value) => new(StatusText.Text(value));

    private static Text Bytes(double? rate) => new(rate is { } bytes ? $"{ByteCount.Format((long)bytes)}/s" : "-");
}
