using System.Diagnostics;
using BloomCoin.Cli.Completion;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bloom ba", "balance\nban\nbans\nunban")]
    [InlineData("bloom tip --su", "--supply")]
    [InlineData("bloom completion ", "bash\nfish\nzsh")]
    [InlineData("bloom nothing", "")]
    public async Task Bloom_completes_its_own_grammar(string line, string expected)
    {
        var app = new TestApp(null);
        Assert.Equal(ExitCode.Done, await app.Run($"[suggest:{line.Length}]", line));
        var suggested = app.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(expected.Split('\n', StringSplitOptions.RemoveEmptyEntries), suggested.Where(word => (!word.StartsWith('-') && !word.StartsWith('/')) || line.Contains('-')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_script_for_bash_completes_in_bash()
    {
        var script = ShellScripts.For("bash") + """

            bloom() { printf 'tip\ntop\nwatch\n'; }
            COMP_LINE="bloom t" COMP_POINT=7 COMP_WORDS=(bloom t) COMP_CWORD=1
            _bloom_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("tip\ntop\n", output);
    }

    [Fact]
    public async Task Of_another_shell_it_says_which_there_are()
    {
        var app = new TestApp(null);
        Assert.Equal(ExitCode.Unusable, await app.Run("completion", "csh"));
        Assert.Contains("'bash'", app.Error, StringComparison.Ordinal);
    }
}
