using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BloomCoin.Cli.Facts;
using BloomCoin.Cli.Terminal;
using Spectre.Console;

namespace BloomCoin.Cli.Commands;

/// <summary>What every command works with.</summary>
/// <param name="Connector">The way to a node.</param>
/// <param name="View">Where progress is shown.</param>
/// <param name="Output">Results: one line a command.</param>
/// <param name="Error">Failures: one line a command.</param>
public sealed record CommandContext(INodeConnector Connector, ITransferView View, TextWriter Output, TextWriter Error)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The terminal of a person who watches; null when the output is none.</summary>
    public IAnsiConsole? Screen { get; init; }

    /// <summary>Where lines go that have no end; it fails when its reader has gone.</summary>
    public TextWriter Lines { get; init; } = Output;

    /// <summary>Ends a command with its one line: a result, or why there is none.</summary>
    public int End(int code, string line)
    {
        (code == ExitCode.Done ? Output : Error).WriteLine(code == ExitCode.Done ? line : $"bloom: {line}");
        return code;
    }

    /// <summary>Ends a command that has read something, as text or as JSON.</summary>
    public int Show<T>(T facts, JsonTypeInfo<T> json, bool asJson, Action<T, FactSheet> asText)
    {
        if (asJson) Output.WriteLine(JsonSerializer.Serialize(facts, json));
        else asText(facts, new FactSheet(Output, Screen));
        return ExitCode.Done;
    }
}
