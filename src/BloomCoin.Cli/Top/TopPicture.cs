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
        var gateways = new FactTable("gateway", "inbound", "outbound", "messages/s in/out", "bytes/s in/out");
        foreach (var gateway in status.Gateways)
        {
            var rates = facts.Rates.FirstOrDefault(one => one.Name == gateway.Name);
            gateways.Add(
                gateway.Name,
                StatusText.Text($"{gateway.Inbound}"),
                StatusText.Text($"{gateway.Outbound}"),
                rates is null ? null : StatusText.Text($"{rates.MessagesReceived:0.0}/{rates.MessagesSent:0.0}"),
                rates is null ? null : $"{ByteCount.Format((long)rates.BytesReceived)}/{ByteCount.Format((long)rates.BytesSent)}");
        }

        return new Rows(head, Drawn(gateways), Drawn(StatusText.TableOf(status.Silos)));
    }

    /// <summary>However narrow the terminal: what does not fit is cut off.</summary>
    private static Table Drawn(FactTable table) => table.ForScreen(int.MaxValue)!;

    /// <summary>The same in one line.</summary>
    public static string Line(TopFacts facts)
    {
        var (status, rates) = (facts.Status, facts.Rates);
        return StatusText.Text(
            $"tip {status.Height} coherence {Coherence(status.Coherence)} peers {status.Gateways.Sum(one => one.Inbound + one.Outbound)} silos {status.Silos.Count} messages/s {rates.Sum(one => one.MessagesReceived):0.0}/{rates.Sum(one => one.MessagesSent):0.0}");
    }

    private static string Coherence(float? r) => r is { } known ? StatusText.Text($"{known:0.0000}") : "-";
}
