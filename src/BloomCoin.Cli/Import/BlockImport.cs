using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Cli.Blocks;
using BloomCoin.Client;

namespace BloomCoin.Cli.Import;

/// <summary>
/// Brings a file's blocks to a node: skips what the node's best chain has, then sends from the first difference on. So an
/// import that was interrupted goes on where it was, and a fork in the file arrives too.
/// </summary>
public sealed class BlockImport(IBloomClient node, IProgress<TransferStep> progress)
{
    private int _next;
    private int _sent;

    /// <summary>Runs to the end of the file, its first bad block, or the cancellation.</summary>
    public async Task<ImportResult> Run(Stream file, CancellationToken cancellation)
    {
        try
        {
            return await Transfer(file, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new ImportResult.Stopped(_next);
        }
    }

    private async Task<ImportResult> Transfer(Stream file, CancellationToken cancellation)
    {
        var length = file.CanSeek ? file.Length : (long?)null;
        var reader = new BlockFileReader(file);
        _next = await BestChainPrefix.Skip(node, reader, height => Report(height, reader.Position, length), cancellation);
        if (_next == 0 && await RefuseStart(reader, cancellation) is { } refusal)
        {
            return refusal;
        }

        var tip = await Send(reader, length, cancellation);
        return tip.Refusal ?? (reader.Fault is { } fault
            ? new ImportResult.Refused(fault.ToString())
            : new ImportResult.Done(_sent, tip.Tip ?? await node.Chain.GetTip(cancellation)));
    }

    /// <summary>Every chain begins with its genesis block: a file whose first block is not the node's is for another network, or no .blocks file.</summary>
    private async Task<ImportResult?> RefuseStart(BlockFileReader reader, CancellationToken cancellation)
    {
        if (reader.Current is not { } first)
        {
            return new ImportResult.Refused(reader.Fault?.ToString() ?? "the file holds no blocks");
        }

        if (first.Length < BlockHeader.Length)
        {
            var reason = $"it has {first.Length} bytes, and a header alone has {BlockHeader.Length}";
            return new ImportResult.Refused(new BlockFault(0, BlockFault.Structure, reason).ToString());
        }

        return GenesisNames.Compare(BlockHeader.HashOf(first.Span), await node.Chain.GetIdentity(cancellation)) is { } difference
            ? new ImportResult.Refused(difference)
            : null;
    }

    private async Task<(ChainTip? Tip, ImportResult? Refusal)> Send(BlockFileReader reader, long? length, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = new BatchReader(reader);
        var reading = Task.Run(() => batches.Run(done.Token), CancellationToken.None);
        ChainTip? tip = null;
        try
        {
            await foreach (var batch in batches.ReadAll(cancellation))
            {
                var report = await node.Chain.Append(batch.Blocks, cancellation);
                tip = report.Tip;
                _sent += report.Accepted;
                _next = batch.Start + report.Accepted;
                if (report.Refusal is { } refusal)
                {
                    return (tip, new ImportResult.Refused(new BlockFault(_next, refusal.Rule, refusal.Reason).ToString()));
                }

                if (report.Accepted != batch.Count)
                {
                    return (tip, new ImportResult.Refused(Unexplained(batch, report)));
                }

                Report(_next, batch.End, length);
            }
        }
        finally
        {
            await done.CancelAsync();
            await reading;
        }

        return (tip, null);
    }

    private void Report(int height, long position, long? length) =>
        progress.Report(new(height, _sent, length is > 0 ? (double)position / length : null));

    private static string Unexplained(FileBatch batch, AppendReport report) =>
        $"the node took {report.Accepted} of {batch.Count} blocks from height {batch.Start} on and gave no reason";
}
