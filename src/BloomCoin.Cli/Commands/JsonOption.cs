using System.CommandLine;

namespace BloomCoin.Cli.Commands;

/// <summary>--json: the same facts for programs.</summary>
public sealed class JsonOption : Option<bool>
{
    public JsonOption(string description = "Print JSON, with amounts in units (1 BLOOM = 100000000 units).")
        : base("--json") => Description = description;
}
