using BloomCoin.Abstractions.Chain;

namespace BloomCoin.Cli.Import;

/// <summary>Consecutive blocks of a file.</summary>
/// <param name="Blocks">The blocks.</param>
/// <param name="Start">The height of the first.</param>
/// <param name="Count">How many there are.</param>
/// <param name="End">Where the last ends, in bytes from the start of the file.</param>
public sealed record FileBatch(BlockBatch Blocks, int Start, int Count, long End);
