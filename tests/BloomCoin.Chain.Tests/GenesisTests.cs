using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests;

// chain-format, Genesis
public sealed class GenesisTests
{
    [Fact]
    public void Mainnets_genesis_is_the_published_one_byte_for_byte()
    {
        var expected = ChainVectors.Section("genesis");
        var genesis = ChainParameters.Mainnet.Genesis;

        Assert.Equal(expected.Hex("block"), genesis.Bytes.ToArray());
        Assert.Equal(expected.Hex("header"), genesis.Bytes[..BlockHeader.Length].ToArray());
        Assert.Equal(expected.Hash("hash"), ChainParameters.Mainnet.GenesisHash);
    }

    [Fact]
    public void Its_order_parameter_is_the_published_one_to_the_last_bit_of_f32()
    {
        var expected = ChainVectors.Section("genesis");
        var header = ChainParameters.Mainnet.Genesis.Header;

        Assert.Equal((float)expected.GetProperty("order_parameter").GetDouble(), header.OrderParameter);
        Assert.Equal((float)expected.GetProperty("mean_phase").GetDouble(), header.MeanPhase);
    }

    [Fact]
    public void Devnets_genesis_differs_from_mainnets_by_its_timestamp_alone()
    {
        var mainnet = ChainParameters.Mainnet.Genesis.Header;
        var devnet = ChainParameters.Devnet.Genesis.Header;

        Assert.Equal(1_735_689_600u, devnet.Timestamp);
        Assert.Equal(mainnet with { Timestamp = devnet.Timestamp }, devnet);
        Assert.NotEqual(ChainParameters.Mainnet.GenesisHash, ChainParameters.Devnet.GenesisHash);
        Assert.Equal(
            ChainParameters.Mainnet.Genesis.Bytes[BlockHeader.Length..].ToArray(),
            ChainParameters.Devnet.Genesis.Bytes[BlockHeader.Length..].ToArray());
    }

    [Theory, InlineData("mainnet", 420), InlineData("devnet", 5)]
    public void A_genesis_passes_the_rules_of_structure(string network, int blockSeconds)
    {
        var parameters = ChainParameters.Find(network);

        Assert.NotNull(parameters);
        Assert.Equal(network, parameters.Name);
        Assert.Equal(TimeSpan.FromSeconds(blockSeconds), parameters.BlockTime);
        Assert.Null(BlockRules.CheckStructure(parameters.Genesis));
        Assert.Null(BlockRules.CheckCoinbaseHeight(parameters.Genesis, 0));
    }

    [Fact]
    public void An_unknown_network_is_not_found() => Assert.Null(ChainParameters.Find("testnet"));
}
