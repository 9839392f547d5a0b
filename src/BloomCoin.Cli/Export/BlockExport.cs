using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Cli.Blocks;
using BloomCoin.Client;

namespace BloomCoin.Cli.Export;

/// <summary>Writes a node's best chain to a file, from where the file ends. Ends at the tip that the node has at the start.</summary>
public sealed class BlockExport(IBloomClient node, IProgress<TransferStep> progress)
{
    private int _next;
    private int _written;
    private Hash256 _last;

    /// <summary>Runs to the tip or the cancellation. What was written before either is whole blocks, flushed.</summary>
    /// <param name="file">Readable, writable and seekable; empty or with the beginning of the chain.</param>
    /// <param name="cancellation">Ends it between two answers of the node.</param>
    public async Task<ExportResult> Run(Stream file, CancellationToken cancellation)
    {
        try
        {
            var found = await ExistingBlocks.Read(node, file, cancellation);
            if (found.Refusal is { } refusal)
            {
                return new ExportResult.Refused($"{refusal}; --overwrite writes it anew");
            }

            (_next, _last) = (found.Next, found.Last);
            file.SetLength(found.End);
            file.Position = found.End;
            return await Transfer(file, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new ExportResult.Stopped(_next);
        }
    }

    private async Task<ExportResult> Transfer(Stream file, CancellationToken cancellation)
    {
        var tip = await node.Chain.GetTip(cancellation);
        while (_next <= tip.Height)
        {
            var count = Math.Min(IChainSegmentGrain.Heights, tip.Height + 1 - _next);
            var headers = await node.Chain.GetHeaders(_next, count, cancellation);
            if (await WriteRange(file, headers, tip.Height, cancellation) is { } refusal)
            {
                return new ExportResult.Refused(refusal);
            }
        }

        return new ExportResult.Done(_written);
    }

    /// <summary>The blocks of consecutive headers. The headers must go on from the last block: the node may change branches between two questions.</summary>
    private async Task<string?> WriteRange(Stream file, HeaderRange headers, int tip, CancellationToken cancellation)
    {
        if (headers.Count == 0 || (_next > 0 && Parent(headers[0]) != _last))
        {
            return $"the node's best chain changed below height {_next} during the export; run it again with --overwrite";
        }

        var hashes = new Hash256[headers.Count];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BlockHeader.HashOf(headers[i]);
        }

        for (var done = 0; done < hashes.Length;)
        {
            var wanted = hashes.AsMemory(done, Math.Min(TransferLimits.Blocks, hashes.Length - done)).ToArray();
            var answer = await node.Chain.GetBlocks(wanted, TransferLimits.Bytes, cancellation);
            if (Check(answer, wanted) is { } fault)
            {
                return fault;
            }

            // One write of whole blocks, not interrupted: what is in the file can be continued.
            await file.WriteAsync(answer.Found.Blob, CancellationToken.None);
            await file.FlushAsync(CancellationToken.None);
            done += answer.Answered;
            _next += answer.Answered;
            _written += answer.Answered;
            _last = hashes[done - 1];
            progress.Report(new(_next, _written, (double)_next / (tip + 1)));
        }

        return null;
    }

    /// <summary>The answer must be the blocks that were asked for: the file is made of nothing else.</summary>
    private string? Check(BlockAnswer answer, Hash256[] wanted)
    {
        var blocks = answer.Found.Split();
        for (var i = 0; i < blocks.Count && i < wanted.Length; i++)
        {
            if (blocks[i].Length < BlockHeader.Length || BlockHeader.HashOf(blocks[i].Span) != wanted[i])
            {
                return $"the node has no block {_next + i} ({wanted[i]})";
            }
        }

        return blocks.Count == answer.Answered && blocks.Count is > 0 && blocks.Count <= wanted.Length
            ? null
            : $"the node answered {blocks.Count} blocks from height {_next} on where it should have answered 1 to {wanted.Length}";
    }

    private static Hash256 Parent(ReadOnlySpan<byte> header) => new(header[sizeof(uint)..]);
}
