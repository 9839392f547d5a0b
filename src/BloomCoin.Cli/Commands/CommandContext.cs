using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BloomCoin.Cli.Facts;
using BloomCoin.Cli.Terminal;

namespace BloomCoin.Cli.Commands;

/// <summary>What every command works with.</summary>
public sealed record CommandContext(INodeConnector Connector, ITransferView View, TextWriter Output, TextWriter Error)
{
    /// <summary>Ends a command with its one line: a result, or why there is none.</summary>
    public int End(int code, string line)
    {
        (code == ExitCode.Done ? Output : Error).WriteLine(code == ExitCode.Done ? line : $"bloom: {line}");
        return code;
    }

    /// <summary>Ends a command that has read something, as text or as JSON.</summary>
    public int Show<T>(T facts, JsonTypeInfo<T> json, bool asJson)
        where T : IFacts
    {
        if (asJson) Output.WriteLine(JsonSerializer.Serialize(facts, json));
        else facts.WriteTo(new FactSheet(Output));
        return ExitCode.Done;
    }
}
