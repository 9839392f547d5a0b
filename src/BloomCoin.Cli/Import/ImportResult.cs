using BloomCoin.Chain;

namespace BloomCoin.Cli.Import;

/// <summary>How an import ended.</summary>
public abstract record ImportResult
{
    private ImportResult()
    {
    }

    /// <summary>The node has every block of the file.</summary>
    /// <param name="Imported">Blocks that were sent; those that the node had on its best chain are not among them.</param>
    /// <param name="Tip">The node's best block after it.</param>
    public sealed record Done(int Imported, ChainTip Tip) : ImportResult;

    /// <summary>A block breaks a rule, or the file is not for this node.</summary>
    /// <param name="Reason">One line for a person.</param>
    public sealed record Refused(string Reason) : ImportResult;

    /// <summary>The user ended it.</summary>
    /// <param name="Next">The height after the last block that the node has acknowledged.</param>
    public sealed record Stopped(int Next) : ImportResult;
}
