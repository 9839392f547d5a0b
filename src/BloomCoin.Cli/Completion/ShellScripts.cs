namespace BloomCoin.Cli.Completion;

/// <summary>What a shell runs when a person presses Tab: it asks bloom itself, which knows its own grammar.</summary>
public static class ShellScripts
{
    /// <summary>How a command line begins that asks for completions at a place, and gives the line after it.</summary>
    public const string Question = "[suggest";

    private const string Bash = """
        _bloom_complete() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _bloom_complete bloom
        """;

    private const string Zsh = """
        _bloom_complete() {
            local -a found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -a found || _files
        }
        compdef _bloom_complete bloom
        """;

    private const string Fish = """
        complete -c bloom -a '(set -l line (commandline -cp); bloom "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null)'
        """;

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish };

    public static IEnumerable<string> Shells => Scripts.Keys;

    public static string For(string shell) => Scripts[shell];
}
