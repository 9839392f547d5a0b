namespace BloomCoin.Node.Hosting;

/// <summary>The node cannot start, for a reason that its operator can mend. Shown as it is, without a trace; exit code 2.</summary>
public sealed class StartupException : Exception
{
    public StartupException(IReadOnlyList<string> lines)
        : base(string.Join(Environment.NewLine, lines)) => Lines = lines;

    public StartupException(string line)
        : this([line])
    {
    }

    /// <summary>One clear line for each reason.</summary>
    public IReadOnlyList<string> Lines { get; }
}
