using System.Globalization;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Facts;

/// <summary>A node at a glance as text.</summary>
public static class StatusText
{
    public static void WriteTo(this StatusFacts facts, FactSheet sheet)
    {
        sheet.Add("network", facts.Network);
        sheet.Add("height", $"{facts.Height}");
        sheet.Add("hash", facts.Hash);
        sheet.Add("time", facts.Time);
        sheet.Add("sync", facts.Sync.Running ? $"{facts.Sync.Height} of {facts.Sync.HeaderHeight}, {facts.Sync.Peers} peers" : (FormattableString)$"nothing to do, {facts.Sync.Peers} peers");
        sheet.Add("working_height", $"{facts.WorkingHeight}");
        sheet.Add("coherence", facts.Coherence is { } r ? (FormattableString)$"{r:0.0000} of {facts.Contributors}" : $"-");
        sheet.Add("waiting", $"{facts.Waiting}");
        foreach (var miner in facts.Miners) sheet.Add("miner", $"{miner.Name} round {miner.Round} coherence {miner.Coherence:0.0000}, {miner.Blocks} blocks");
        sheet.Add(TableOf(facts.Gateways));
        sheet.Add(TableOf(facts.Silos));
    }

    private static FactTable TableOf(IReadOnlyList<GatewayFacts> gateways)
    {
        var table = new FactTable("gateway", "inbound", "outbound", "messages in/out", "bytes in/out");
        foreach (var gateway in gateways)
        {
            table.Add(
                gateway.Name, Text($"{gateway.Inbound}"), Text($"{gateway.Outbound}"), Text($"{gateway.MessagesReceived}/{gateway.MessagesSent}"),
                $"{ByteCount.Format(gateway.BytesReceived)}/{ByteCount.Format(gateway.BytesSent)}");
        }

        return table;
    }

    internal static FactTable TableOf(IReadOnlyList<SiloFacts> silos)
    {
        var table = new FactTable("silo", "address", "grains", "processor", "memory", "started");
        foreach (var silo in silos)
        {
            table.Add(
                silo.Name, silo.Address, silo.Activations is { } grains ? Text($"{grains}") : null, silo.Processor is { } part ? Text($"{100 * part:0.0} %") : null,
                silo.Memory is { } bytes ? ByteCount.Format(bytes) : null, silo.Started);
        }

        return table;
    }

    internal static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
