using System.Text;

namespace BloomCoin.Protocol.Messages;

/// <summary>Shows VERSION's user_agent, a text that a stranger chose (wire-protocol 3).</summary>
public static class UserAgent
{
    /// <summary>
    /// The text with everything but printable ASCII, and the backslash, as <c>\u{hex}</c>: fit for a log line and a terminal.
    /// Allocates; for the few places that show it to a person.
    /// </summary>
    public static string Escape(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder(utf8.Length);
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
            if (rune.Value is >= ' ' and <= '~' and not '\\') text.Append((char)rune.Value);
            else text.Append("\\u{").Append(rune.Value.ToString("x")).Append('}');
            utf8 = utf8[consumed..];
        }

        return text.ToString();
    }
}
