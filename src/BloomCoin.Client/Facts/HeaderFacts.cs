using BloomCoin.Chain;

namespace BloomCoin.Client.Facts;

/// <summary>A header, field by field (chain-format, Header).</summary>
/// <param name="Height">Its height on its branch.</param>
/// <param name="Hash">The block's hash.</param>
/// <param name="Branch">"best" for the best chain, "side" for another.</param>
/// <param name="Version">version.</param>
/// <param name="Previous">prev_hash.</param>
/// <param name="MerkleRoot">merkle_root.</param>
/// <param name="Time">timestamp.</param>
/// <param name="Difficulty">difficulty, as in 0x1d00ffff.</param>
/// <param name="Nonce">nonce.</param>
/// <param name="OrderParameter">order_parameter, [0, 1].</param>
/// <param name="MeanPhase">mean_phase, radians.</param>
/// <param name="Oscillators">oscillator_count.</param>
public sealed record HeaderFacts(
    int Height,
    string Hash,
    string Branch,
    uint Version,
    string Previous,
    string MerkleRoot,
    string Time,
    string Difficulty,
    uint Nonce,
    float OrderParameter,
    float MeanPhase,
    uint Oscillators)
{
    public static HeaderFacts Of(in BlockHeader header, int height, bool onBestChain) => new(
        height,
        header.ComputeHash().ToString(),
        onBestChain ? "best" : "side",
        header.Version,
        header.PrevHash.ToString(),
        header.MerkleRoot.ToString(),
        UtcTime.Format(header.Timestamp),
        $"0x{header.Difficulty:x8}",
        header.Nonce,
        header.OrderParameter,
        header.MeanPhase,
        header.OscillatorCount);
}
