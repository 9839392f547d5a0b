using System.CommandLine;
using BloomCoin.Cli.Completion;

namespace BloomCoin.Cli.Commands;

/// <summary>bloom completion.</summary>
public static class CompletionCommand
{
    private const string Description = """
        Prints what makes a shell complete bloom's verbs, options and values.
        bash: eval "$(bloom completion bash)" in ~/.bashrc. zsh: the same with zsh, in ~/.zshrc after compinit.
        fish: bloom completion fish > ~/.config/fish/completions/bloom.fish
        """;

    private const string Example = "eval \"$(bloom completion bash)\"";

    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. ShellScripts.Shells]);
        var command = new Verb("completion", Description, Example) { shell };
        command.SetAction(parsed => context.End(ExitCode.Done, ShellScripts.For(parsed.GetRequiredValue(shell))));
        return command;
    }
}
