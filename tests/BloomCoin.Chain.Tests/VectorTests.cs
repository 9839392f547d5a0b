using System.Globalization;
using System.Numerics;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests;

/// <summary>Every entry of tests/vectors/chain-vectors.json that speaks of the chain.</summary>
public sealed class VectorTests
{
    public static TheoryData<int> LucasNumbers => ChainVectors.Indexes("lucas");
    public static TheoryData<int> Headers => ChainVectors.Indexes("headers");
    public static TheoryData<int> CompactTargets => ChainVectors.Indexes("compact");
    public static TheoryData<int> MerkleRoots => ChainVectors.Indexes("merkle");
    public static TheoryData<int> Transactions => ChainVectors.Indexes("transactions");
    public static TheoryData<int> RewardsByHeight => ChainVectors.Indexes("rewards");
    public static TheoryData<int> OrderParameters => ChainVectors.Indexes("order_parameter");

    [Theory, MemberData(nameof(LucasNumbers))]
    public void A_lucas_number_is_the_published_one(int index)
    {
        var vector = ChainVectors.Section("lucas")[index];
        Assert.Equal(vector.GetProperty("value").GetUInt32(), Lucas.At(vector.GetProperty("n").GetUInt32()));
    }

    [Theory, MemberData(nameof(Headers))]
    public void A_header_is_read_written_and_hashed_as_published(int index)
    {
        var vector = ChainVectors.Section("headers")[index];
        var bytes = vector.Hex("header");
        var header = BlockHeader.Read(bytes);
        var written = new byte[BlockHeader.Length];
        header.Write(written);

        Assert.Equal(vector.GetProperty("nonce").GetUInt32(), header.Nonce);
        Assert.Equal(bytes, written);
        Assert.Equal(vector.Hash("hash"), BlockHeader.HashOf(bytes));
        Assert.Equal(vector.Hash("hash"), header.ComputeHash());
    }

    [Theory, MemberData(nameof(CompactTargets))]
    public void A_compact_target_decodes_and_encodes_as_published(int index)
    {
        var vector = ChainVectors.Section("compact")[index];
        var compact = vector.GetProperty("compact").GetUInt32();
        var expected = BigInteger.Parse("0" + vector.GetProperty("target").GetString()![2..], NumberStyles.HexNumber);

        Assert.True(CompactTarget.TryDecode(compact, out var target, out _));
        Assert.Equal(expected, target);
        Assert.Equal(compact, CompactTarget.Encode(target));
    }

    [Theory, MemberData(nameof(MerkleRoots))]
    public void A_merkle_root_is_the_published_one(int index)
    {
        var vector = ChainVectors.Section("merkle")[index];
        var leaves = vector.GetProperty("leaves").EnumerateArray().Select(leaf => Hash256.Parse(leaf.GetString())).ToArray();

        Assert.Equal(vector.Hash("root"), MerkleRoot.Compute(leaves, out var repeatsTail));
        Assert.False(repeatsTail);
    }

    [Theory, MemberData(nameof(Transactions))]
    public void A_transaction_is_parsed_and_hashed_as_published(int index)
    {
        var vector = ChainVectors.Section("transactions")[index];
        Assert.True(Transaction.TryParse(vector.Hex("bytes"), out var transaction, out var violation), violation?.ToString());
        Assert.Equal(vector.Hex("signing_bytes"), transaction.GetSigningBytes());
        Assert.Equal(vector.Hash("txid"), transaction.Id);
    }

    [Theory, MemberData(nameof(RewardsByHeight))]
    public void A_reward_is_the_published_one(int index)
    {
        var vector = ChainVectors.Section("rewards")[index];
        Assert.Equal(vector.GetProperty("reward").GetUInt64(), Rewards.At(vector.GetProperty("height").GetInt32()));
    }

    [Theory, MemberData(nameof(OrderParameters))]
    public void An_order_parameter_is_the_published_one(int index)
    {
        var vector = ChainVectors.Section("order_parameter")[index];
        var phases = vector.GetProperty("phases").EnumerateArray().Select(phase => phase.GetDouble()).ToArray();
        var (r, psi) = OrderParameter.Of(phases);

        Assert.Equal(vector.GetProperty("r").GetDouble(), r, 1e-12);
        Assert.Equal(vector.GetProperty("psi").GetDouble(), psi, 1e-12);
    }
}
