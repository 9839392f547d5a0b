using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Cli.Blocks;
using BloomCoin.Client;

namespace BloomCoin.Cli.Export;

/// <summary>What an export finds in a file that is already there.</summary>
/// <param name="Next">The height to go on from.</param>
/// <param name="End">Where to go on, in bytes; a torn block after it may be written over.</param>
/// <param name="Last">The hash of the last block; zero when there is none.</param>
/// <param name="Refusal">Why the file must stay as it is; null when it is the beginning of the node's chain.</param>
public sealed record ExistingBlocks(int Next, long End, Hash256 Last, string? Refusal)
{
    /// <summary>Compares a file with the node's best chain, from its start to its end.</summary>
    public static async Task<ExistingBlocks> Read(IBloomClient node, Stream file, CancellationToken cancellation)
    {
        var reader = new BlockFileReader(file);
        var next = await BestChainPrefix.Skip(node, reader, onRange: null, cancellation);
        var last = next == 0 ? default : BlockHeader.HashOf((await node.Chain.GetHeaders(next - 1, 1, cancellation))[0]);
        var refusal = reader switch
        {
            { Current: not null } => $"block {next} of the file is not on the node's best chain",
            { IsTorn: true } when await IsBeginningOf(node, next, file, reader.Position, cancellation) => null,
            { Fault: { } fault } => $"the file is no beginning of the node's chain: at block {fault.Height}, {fault.Reason}",
            _ => null,
        };
        return new(next, reader.Position, last, refusal);
    }

    /// <summary>A torn tail is written over only when it is what an interrupted export leaves: the first bytes of the very next block.</summary>
    private static async Task<bool> IsBeginningOf(IBloomClient node, int height, Stream file, long from, CancellationToken cancellation)
    {
        var headers = await node.Chain.GetHeaders(height, 1, cancellation);
        if (headers.Count == 0)
        {
            return false;
        }

        var expected = (await node.Chain.GetBlocks([BlockHeader.HashOf(headers[0])], TransferLimits.Bytes, cancellation)).Found.Blob;
        var tail = file.Length - from;
        if (tail > expected.Length)
        {
            return false;
        }

        var bytes = new byte[tail];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancellation);
        return expected.AsSpan(0, bytes.Length).SequenceEqual(bytes);
    }
}
