namespace BloomCoin.Cli.Export;

/// <summary>How an export ended.</summary>
public abstract record ExportResult
{
    private ExportResult()
    {
    }

    /// <summary>The file holds the node's best chain.</summary>
    /// <param name="Exported">Blocks that were written; those that the file had are not among them.</param>
    public sealed record Done(int Exported) : ExportResult;

    /// <summary>The file is not the beginning of the node's chain, or the node could not give a block.</summary>
    /// <param name="Reason">One line for a person.</param>
    public sealed record Refused(string Reason) : ExportResult;

    /// <summary>The user ended it.</summary>
    /// <param name="Next">The height after the last block in the file.</param>
    public sealed record Stopped(int Next) : ExportResult;
}
