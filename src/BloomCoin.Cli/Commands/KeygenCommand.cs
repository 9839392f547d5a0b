using System.CommandLine;
using BloomCoin.Cli.Facts;
using BloomCoin.Keys;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom keygen FILE.</summary>
public static class KeygenCommand
{
    private const string Description = """
        Makes a new key, writes it to a file that only you can read, and prints its address. No file is ever written over.
        Keep a copy: without the file nobody can spend what the address owns.
        """;

    private const string Example = "bloom keygen my.key";

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Where the key goes." };
        var command = new Verb("keygen", Description, Example) { file };
        command.SetAction(parsed => Run(context, parsed.GetRequiredValue(file)));
        return command;
    }

    private static int Run(CommandContext context, string path)
    {
        if (File.Exists(path))
            return context.End(ExitCode.Unusable, $"cannot write {path}: it is there already, and a key is never written over");

        using var key = PrivateKey.Generate();
        try
        {
            KeyFile.Create(path, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return context.End(ExitCode.Unusable, BlockFile.Describe("write", path, e));
        }

        var sheet = new FactSheet(context.Output);
        sheet.Add("address", key.Address.ToString());
        sheet.Add("file", path);
        return ExitCode.Done;
    }
}
