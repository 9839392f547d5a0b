using System.Buffers.Binary;
using System.Security.Cryptography;
using BloomCoin.Shared;
using CsCheck;

namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>The checksum against SHA-256 done the plain way, and against sha256sum.</summary>
public sealed class FrameChecksumTests
{
    [Theory]   // wire-protocol 1; values of sha256sum
    [InlineData("", 0xE3B0C442UL)]
    [InlineData("616263", 0xBA7816BFUL)]   // "abc", FIPS 180-4's example
    [InlineData("000000000000002a", 0xA6BB133CUL)]
    public void It_is_the_first_four_bytes_of_sha256_widened(string hex, ulong expected) =>
        Assert.Equal(expected, FrameChecksum.Of(Hex.Bytes(hex)));

    [Fact]   // the state kept between calls shows in none of them
    public void Any_payload_has_the_checksum_of_the_plain_way() => Gen.Byte.Array[0, 300].Sample(payload =>
        Assert.Equal(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(payload)), FrameChecksum.Of(payload)));

    [Fact]   // a machine without OpenSSL 3 checks as one with it
    public void Both_ways_agree_on_either_side_of_the_length_from_which_on_there_is_one_way() =>
        Gen.Byte.Array[OpenSslSha256.MaxLength - 200, OpenSslSha256.MaxLength + 200].Sample(payload => Assert.Equal(FrameChecksum.OfAny(payload), FrameChecksum.Of(payload)));

    [Fact]   // else what is measured and tested here is another way than the one that Linux takes
    public void Linux_has_the_short_way() => Assert.Equal(OperatingSystem.IsLinux(), OpenSslSha256.IsThere);

    [Fact]   // connections are read on whatever thread their bytes arrive
    public void Threads_do_not_disturb_each_other()
    {
        var payloads = Enumerable.Range(0, 256).Select(index => Hex.Filled((byte)index, index)).ToArray();
        Parallel.For(0, 4096, turn =>
        {
            var payload = payloads[turn % payloads.Length];
            Assert.Equal(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(payload)), FrameChecksum.Of(payload));
        });
    }
}
