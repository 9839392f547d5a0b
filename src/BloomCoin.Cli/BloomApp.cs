using System.CommandLine;
using BloomCoin.Cli.Commands;
using BloomCoin.Cli.Completion;

namespace BloomCoin.Cli;

/// <summary>The command line as a whole: words in, an exit code out.</summary>
public sealed class BloomApp(CommandContext context)
{
    public async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var parsed = BloomCommand.Create(context).Parse(arguments);
        var isCompletion = arguments is [var first, ..] && first.StartsWith(ShellScripts.Question, StringComparison.Ordinal);
        if (parsed.Errors.Count > 0 && !isCompletion)   // a line that is being typed is not whole
        {
            await context.Error.WriteLineAsync($"bloom: {parsed.Errors[0].Message} (see bloom --help)");
            return ExitCode.Unusable;
        }

        var invocation = new InvocationConfiguration
        {
            Output = context.Output,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(invocation, cancellation);
    }
}
