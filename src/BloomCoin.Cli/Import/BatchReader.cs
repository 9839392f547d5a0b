using System.Threading.Channels;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Cli.Blocks;

namespace BloomCoin.Cli.Import;

/// <summary>Reads ahead while the node works on what was read before: at most two batches wait.</summary>
public sealed class BatchReader(BlockFileReader file)
{
    private readonly Channel<FileBatch> _ready = Channel.CreateBounded<FileBatch>(
        new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });

    private readonly BlockBatchBuilder _batch = new();
    private int _start;

    /// <summary>The batches, in the file's order. Ends at the end of the file or at its fault; fails when the file cannot be read.</summary>
    public IAsyncEnumerable<FileBatch> ReadAll(CancellationToken cancellation) => _ready.Reader.ReadAllAsync(cancellation);

    /// <summary>Reads from the file's current block on, which goes along. Never fails: whoever reads the batches sees the failure.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            await Fill(cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or UnauthorizedAccessException)
        {
            failure = e;
        }

        _ready.Writer.TryComplete(failure);
    }

    private async Task Fill(CancellationToken cancellation)
    {
        var end = file.Position;
        while (file.Current is { } block)
        {
            if (_batch.Count > 0 && _batch.Length + BlockBatch.PrefixLength + block.Length > TransferLimits.Bytes)
            {
                await Hand(end, cancellation);
            }

            if (_batch.Count == 0)
            {
                _start = file.Height;
            }

            _batch.Add(block.Span);
            end = file.Position;
            if (_batch.Count == TransferLimits.Blocks)
            {
                await Hand(end, cancellation);
            }

            await file.Read(cancellation);
        }

        if (_batch.Count > 0)
        {
            await Hand(end, cancellation);
        }
    }

    private ValueTask Hand(long end, CancellationToken cancellation)
    {
        var count = _batch.Count;
        return _ready.Writer.WriteAsync(new(_batch.Build(), _start, count, end), cancellation);
    }
}
