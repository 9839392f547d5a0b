using CsCheck;

namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>The magic tells one network from another (wire-protocol 1).</summary>
public sealed class NetworkMagicTests
{
    [Fact]   // wire-protocol 1; architecture, devnet
    public void The_two_networks_have_the_pages_bytes()
    {
        Assert.Equal(0x424C4300U, NetworkMagic.Mainnet.Value);
        Assert.Equal(0x424C4301U, NetworkMagic.Devnet.Value);
        Assert.NotEqual(NetworkMagic.Mainnet, NetworkMagic.Devnet);
    }

    [Theory]   // however few bytes have arrived, they can still be ours
    [InlineData("")]
    [InlineData("42")]
    [InlineData("424c")]
    [InlineData("424c43")]
    [InlineData("424c4300")]
    [InlineData("424c4300ff")]
    public void A_prefix_of_the_magic_agrees(string hex) => Assert.True(NetworkMagic.Mainnet.Agrees(Hex.Bytes(hex)));

    [Fact]   // anchors 2: the first byte that differs decides
    public void Bytes_agree_exactly_when_they_open_with_the_magic() =>
        Gen.Select(Gen.UInt, Gen.Byte[0, 3].Array[0, 6]).Sample((value, noise) =>
        {
            // Noise of small values over the magic itself: often equal, so both answers come up.
            byte[] magic = [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
            var received = noise.Select((bits, index) => (byte)((index < 4 ? magic[index] : 0) ^ (bits >> 1))).ToArray();
            var shared = Math.Min(received.Length, magic.Length);
            Assert.Equal(received.AsSpan(..shared).SequenceEqual(magic.AsSpan(..shared)), new NetworkMagic(value).Agrees(received));
        });

    [Fact]   // a peer of the other network is a stranger like any other
    public void A_frame_of_one_network_is_refused_on_the_other()
    {
        var status = FrameReader.TryRead(Samples.Frame(MessageType.Ping), NetworkMagic.Devnet, out _, out var violation);
        Assert.Equal((FrameStatus.Violation, ProtocolViolation.WrongMagic), (status, violation));
    }
}
