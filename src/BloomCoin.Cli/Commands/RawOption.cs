using System.CommandLine;

namespace BloomCoin.Cli.Commands;

/// <summary>--raw: the bytes themselves.</summary>
public sealed class RawOption : Option<bool>
{
    public RawOption(JsonOption json)
        : base("--raw")
    {
        Description = "Print the bytes as hexadecimal digits and nothing else.";
        Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValue(json)) result.AddError("--raw and --json cannot both be had");
        });
    }
}
