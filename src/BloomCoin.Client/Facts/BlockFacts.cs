using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;

namespace BloomCoin.Client.Facts;

/// <summary>A block: header, certificate and transactions.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Work">All work of its branch up to it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Certificate">The bloom that sealed it.</param>
/// <param name="Transactions">The coinbase first.</param>
public sealed record BlockFacts(
    HeaderFacts Header, string Work, int Bytes, CertificateFacts Certificate, IReadOnlyList<TransactionFacts> Transactions)
{
    /// <exception cref="InvalidDataException">The node's bytes are no block.</exception>
    public static BlockFacts Of(FoundBlock found)
    {
        if (!Block.TryParse(found.Bytes, out var block, out var violation))
            throw new InvalidDataException($"the node's block {found.Hash} breaks {violation}");
        return new(
            HeaderFacts.Of(block.Header, found.Height, found.OnBestChain),
            found.Work.ToString(),
            found.Bytes.Length,
            CertificateFacts.Of(block.Certificate),
            [.. block.Transactions.Select(TransactionFacts.Of)]);
    }
}

/// <summary>The bloom that sealed a block (chain-format, Consensus certificate), in short.</summary>
/// <param name="BloomStart">Its first round.</param>
/// <param name="BloomEnd">Its last round.</param>
/// <param name="Threshold">The least r of a round.</param>
/// <param name="LeastR">The lowest r of its rounds.</param>
/// <param name="LastR">The r of its last round.</param>
public sealed record CertificateFacts(uint BloomStart, uint BloomEnd, float Threshold, float LeastR, float LastR)
{
    public static CertificateFacts Of(Certificate certificate)
    {
        var least = float.PositiveInfinity;
        for (var i = 0; i < certificate.Rounds; i++) least = Math.Min(least, certificate.R(i));
        var hasRounds = certificate.Rounds > 0;
        return new(
            certificate.BloomStart,
            certificate.BloomEnd,
            certificate.Threshold,
            hasRounds ? least : 0,
            hasRounds ? certificate.R(certificate.Rounds - 1) : 0);
    }
}
