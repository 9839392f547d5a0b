using System.CommandLine;
using BloomCoin.Cli.Commands;
using BloomCoin.Cli.Terminal;

namespace BloomCoin.Cli;

/// <summary>The command line as a whole: words in, an exit code out.</summary>
/// <param name="connector">The way to a node.</param>
/// <param name="view">Where progress is shown.</param>
/// <param name="output">Results: one line a command.</param>
/// <param name="error">Failures: one line a command.</param>
public sealed class BloomApp(INodeConnector connector, ITransferView view, TextWriter output, TextWriter error)
{
    public async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var context = new CommandContext(connector, view, output, error);
        var parsed = BloomCommand.Create(context).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"bloom: {parsed.Errors[0].Message} (see bloom --help)");
            return ExitCode.Unusable;
        }

        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(invocation, cancellation);
    }
}
