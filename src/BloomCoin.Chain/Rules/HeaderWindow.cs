namespace BloomCoin.Chain.Rules;

/// <summary>The ancestry that rules 4 and 5 need to accept the next header of one branch: the last header and 124 timestamps.</summary>
/// <remarks>
/// Serves the chain's writer and headers-first sync alike. 124 timestamps, since a retarget at height h looks back to
/// h - 124. Not safe for concurrent use; <see cref="Clone"/> costs half a kilobyte.
/// </remarks>
public sealed class HeaderWindow
{
    /// <summary>Headers that <see cref="FromAncestors"/> needs at most.</summary>
    public const int Length = Constants.DifficultyInterval + 1;

    /// <summary>The timestamp of height h is at h modulo its length.</summary>
    private readonly uint[] _timestamps;

    private HeaderWindow(uint[] timestamps) => _timestamps = timestamps;

    /// <summary>The last header's hash.</summary>
    public Hash256 Hash { get; private set; }

    /// <summary>The last header's height.</summary>
    public int Height { get; private set; }

    /// <summary>The last header's timestamp, unix seconds.</summary>
    public uint Timestamp { get; private set; }

    /// <summary>The last header's difficulty, compact.</summary>
    public uint Difficulty { get; private set; }

    /// <summary>The window that ends in the network's genesis block.</summary>
    public static HeaderWindow FromGenesis(ChainParameters parameters) =>
        FromAncestors(parameters.Genesis.Bytes.Span[..BlockHeader.Length], 0);

    /// <summary>The window that ends in the last of accepted headers.</summary>
    /// <param name="headers">92 bytes each, oldest first: at least the last 124, or all from genesis on.</param>
    /// <param name="lastHeight">The last one's height.</param>
    /// <exception cref="ArgumentException">Fewer headers, or not a multiple of 92 bytes.</exception>
    public static HeaderWindow FromAncestors(ReadOnlySpan<byte> headers, int lastHeight)
    {
        var needed = Math.Min(Length, lastHeight + 1);
        if (headers.Length % BlockHeader.Length != 0 || headers.Length / BlockHeader.Length < needed)
            throw new ArgumentException($"{headers.Length} bytes are not the {needed} headers up to height {lastHeight}", nameof(headers));

        headers = headers[^(needed * BlockHeader.Length)..];
        var window = new HeaderWindow(new uint[Length]) { Height = lastHeight - needed };
        for (; headers.Length > BlockHeader.Length; headers = headers[BlockHeader.Length..])
            window.Advance(BlockHeader.Read(headers), default);
        window.Advance(BlockHeader.Read(headers), BlockHeader.HashOf(headers));
        return window;
    }

    /// <summary>The difficulty that rule 5 expects of the next header.</summary>
    public uint NextDifficulty(ChainParameters parameters)
    {
        var height = Height + 1;
        if (height % Constants.DifficultyInterval != 0)
            return Difficulty;
        var first = Math.Max(0, height - Length);
        var elapsed = (long)Timestamp - _timestamps[first % Length];
        return Retarget.Next(Difficulty, Retarget.Thousandths(parameters.BlockSeconds, elapsed, Height - first));
    }

    /// <summary>Checks the next header by <see cref="HeaderRules"/> and takes it in; on a violation the window stays as it is.</summary>
    /// <param name="header">At least 92 bytes: a header or a whole block.</param>
    /// <param name="hash">Its block hash.</param>
    /// <param name="parameters">The network's.</param>
    /// <param name="now">What timestamps may not be too far ahead of.</param>
    /// <param name="violation">The first rule that it breaks.</param>
    public bool TryExtend(
        ReadOnlySpan<byte> header, Hash256 hash, ChainParameters parameters, DateTimeOffset now, out RuleViolation? violation)
    {
        var next = BlockHeader.Read(header);
        violation = HeaderRules.Check(next, this, parameters, now);
        if (violation is null)
            Advance(next, hash);
        return violation is null;
    }

    /// <summary>A window of its own that ends in the same header.</summary>
    public HeaderWindow Clone() =>
        new((uint[])_timestamps.Clone()) { Hash = Hash, Height = Height, Timestamp = Timestamp, Difficulty = Difficulty };

    private void Advance(in BlockHeader header, Hash256 hash)
    {
        Height++;
        (Hash, Timestamp, Difficulty) = (hash, header.Timestamp, header.Difficulty);
        _timestamps[Height % Length] = header.Timestamp;
    }
}
