using System.CommandLine.Parsing;
using System.Globalization;

namespace BloomCoin.Cli.Commands;

/// <summary>Whole numbers of the command line; what is wrong is said with the range that is right.</summary>
public static class NumberParser
{
    public static int Parse(ArgumentResult result, int least, int most) => (int)Parse(result, (ulong)least, (ulong)most);

    public static ulong Parse(ArgumentResult result, ulong least, ulong most)
    {
        var text = result.Tokens[0].Value;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            result.AddError(FormattableString.Invariant($"{text} is no whole number from {least} to {most}"));
        return Math.Clamp(number, least, most);
    }
}
