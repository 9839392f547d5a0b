namespace BloomCoin.Cli.Blocks;

/// <summary>How far an import or export is.</summary>
/// <param name="Height">Blocks done, those included that were there before.</param>
/// <param name="Moved">Blocks moved by this run: what the speed is counted from.</param>
/// <param name="Fraction">0 to 1; null when the whole is not known, as for a pipe.</param>
public readonly record struct TransferStep(int Height, int Moved, double? Fraction);
