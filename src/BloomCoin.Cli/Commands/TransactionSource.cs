using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Keys.Payments;

namespace BloomCoin.Cli.Commands;

/// <summary>
/// A transaction as the command line gives it: a file with its bytes or their hexadecimal digits, or the digits themselves.
/// </summary>
public static class TransactionSource
{
    /// <summary>
    /// Room for the longest transaction that is relayed as digits, with line ends; what is longer is not read to its end.
    /// </summary>
    private const int MaxFileLength = 3 * Payment.MaxLength;

    /// <returns>The transaction; or the exit code and the line to end with.</returns>
    public static (Transaction? Transaction, int Code, string Fault) Read(string source)
    {
        if (!File.Exists(source) && TryFromHex(source, out var typed)) return Parse(typed);

        var (file, fault) = BlockFile.OpenRead(source);
        if (file is null)
        {
            var hint = File.Exists(source) || Directory.Exists(source) ? "" : ", and these are no hexadecimal digits";
            return (null, ExitCode.Unusable, fault + hint);
        }

        using (file)
        {
            try
            {
                var bytes = new byte[MaxFileLength + 1];
                var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                return length > MaxFileLength
                    ? (null, ExitCode.Refused, $"{source} has more than {MaxFileLength} bytes: no transaction that is relayed is so long")
                    : Parse(FromFile(bytes.AsMemory(0, length)));
            }
            catch (IOException e)
            {
                return (null, ExitCode.Unusable, BlockFile.Describe("read", source, e));
            }
        }
    }

    private static (Transaction? Transaction, int Code, string Fault) Parse(ReadOnlyMemory<byte> bytes) =>
        Transaction.TryParse(bytes, out var transaction, out var violation)
            ? (transaction, ExitCode.Done, "")
            : (null, ExitCode.Refused, $"it is no transaction: {violation}");

    /// <summary>Digits when there is nothing else: a transaction begins with its version, whose bytes are no digits.</summary>
    private static ReadOnlyMemory<byte> FromFile(ReadOnlyMemory<byte> content) =>
        TryFromHex(System.Text.Encoding.Latin1.GetString(content.Span), out var bytes) ? bytes : content;

    private static bool TryFromHex(string text, out byte[] bytes) => HexDigits.TryParse(string.Concat(text.Where(c => !char.IsWhiteSpace(c))), out bytes);
}
