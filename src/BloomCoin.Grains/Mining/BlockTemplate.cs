using System.Buffers.Binary;
using System.Security.Cryptography;
using BloomCoin.Chain;
using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Grains.Mining;

/// <summary>The next block, less its bloom: what it follows, what it holds, what it must be as hard as.</summary>
/// <param name="Parent">The block that it follows.</param>
/// <param name="ParentTimestamp">Its timestamp, unix seconds.</param>
/// <param name="Difficulty">What rule 5 expects, compact.</param>
/// <param name="Transactions">The coinbase, then what the mempool chose.</param>
internal sealed record BlockTemplate(ChainTip Parent, uint ParentTimestamp, uint Difficulty, IReadOnlyList<Transaction> Transactions)
{
    private const uint Version = 1;

    public int Height => Parent.Height + 1;

    public Hash256 MerkleRoot { get; } = BloomCoin.Chain.MerkleRoot.Compute([.. Transactions.Select(transaction => transaction.Id)], out _);

    /// <summary>The oscillators of one attempt. They follow from the block, so a run can be repeated.</summary>
    /// <param name="nonce">The attempt's.</param>
    /// <param name="profile">The network's.</param>
    public KuramotoOscillators Begin(uint nonce, KuramotoProfile profile) =>
        new(Seed(nonce), profile, CompactTarget.DifficultyOf(Difficulty));

    /// <summary>The block with its bloom.</summary>
    /// <param name="nonce">The attempt's.</param>
    /// <param name="bloom">A complete one.</param>
    /// <param name="oscillators">As they were in its last round.</param>
    /// <param name="now">The time; a timestamp is larger than the parent's all the same.</param>
    public Block Seal(uint nonce, Bloom bloom, KuramotoOscillators oscillators, DateTimeOffset now)
    {
        Span<double> phases = stackalloc double[Constants.Oscillators];
        Span<float> rounded = stackalloc float[Constants.Oscillators];
        oscillators.CopyPhases(phases);
        for (var i = 0; i < phases.Length; i++) rounded[i] = (float)phases[i];

        var timestamp = (uint)Math.Clamp(now.ToUnixTimeSeconds(), ParentTimestamp + 1L, uint.MaxValue);
        var header = new BlockHeader(
            Version, Parent.Hash, MerkleRoot, timestamp, Difficulty, nonce, bloom.R[^1], bloom.Psi[^1], (uint)phases.Length);
        return Block.Create(header, Certificate.Create((uint)bloom.Start, bloom.R, bloom.Psi, rounded), Transactions);
    }

    /// <summary>SHA-256(prev_hash | merkle_root | u32 nonce, little-endian).</summary>
    private byte[] Seed(uint nonce)
    {
        Span<byte> bytes = stackalloc byte[(2 * Hash256.Length) + sizeof(uint)];
        Parent.Hash.CopyTo(bytes);
        MerkleRoot.CopyTo(bytes[Hash256.Length..]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[(2 * Hash256.Length)..], nonce);
        return SHA256.HashData(bytes);
    }
}
