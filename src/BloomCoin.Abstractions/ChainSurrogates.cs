using BloomCoin.Chain;

namespace BloomCoin.Abstractions;

/// <summary>How the chain's value types travel between silos: the chain itself knows no Orleans.</summary>
[GenerateSerializer, Alias("hash256.v1")]
public struct Hash256Surrogate
{
    [Id(0)] public byte[] Bytes { get; set; }
}

[GenerateSerializer, Alias("chain.work.v1")]
public struct ChainWorkSurrogate
{
    [Id(0)] public byte[] BigEndian { get; set; }
}

[GenerateSerializer, Alias("chain.tip.v1")]
public struct ChainTipSurrogate
{
    [Id(0)] public Hash256 Hash { get; set; }
    [Id(1)] public int Height { get; set; }
    [Id(2)] public ChainWork Work { get; set; }
}

[GenerateSerializer, Alias("outpoint.v1")]
public struct OutPointSurrogate
{
    [Id(0)] public Hash256 TxId { get; set; }
    [Id(1)] public uint Index { get; set; }
}

[RegisterConverter]
public sealed class OutPointConverter : IConverter<OutPoint, OutPointSurrogate>
{
    public OutPoint ConvertFromSurrogate(in OutPointSurrogate surrogate) => new(surrogate.TxId, surrogate.Index);

    public OutPointSurrogate ConvertToSurrogate(in OutPoint value) => new() { TxId = value.TxId, Index = value.Index };
}

[RegisterConverter]
public sealed class Hash256Converter : IConverter<Hash256, Hash256Surrogate>
{
    public Hash256 ConvertFromSurrogate(in Hash256Surrogate surrogate) => new(surrogate.Bytes);

    public Hash256Surrogate ConvertToSurrogate(in Hash256 value) => new() { Bytes = value.ToArray() };
}

[RegisterConverter]
public sealed class ChainWorkConverter : IConverter<ChainWork, ChainWorkSurrogate>
{
    public ChainWork ConvertFromSurrogate(in ChainWorkSurrogate surrogate) => ChainWork.FromBytes(surrogate.BigEndian);

    public ChainWorkSurrogate ConvertToSurrogate(in ChainWork value) => new() { BigEndian = value.ToArray() };
}

[RegisterConverter]
public sealed class ChainTipConverter : IConverter<ChainTip, ChainTipSurrogate>
{
    public ChainTip ConvertFromSurrogate(in ChainTipSurrogate surrogate) => new(surrogate.Hash, surrogate.Height, surrogate.Work);

    public ChainTipSurrogate ConvertToSurrogate(in ChainTip value) => new() { Hash = value.Hash, Height = value.Height, Work = value.Work };
}
