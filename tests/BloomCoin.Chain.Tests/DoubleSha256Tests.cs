using System.Security.Cryptography;
using CsCheck;

namespace BloomCoin.Chain.Tests;

/// <summary>The hash of blocks and transactions against .NET's own, at lengths that take either way to OpenSSL.</summary>
public sealed class DoubleSha256Tests
{
    [Fact]
    public void Any_bytes_have_the_hash_of_the_plain_way() => Gen.Byte.Array[0, 1500].Sample(bytes =>
        Assert.Equal(new Hash256(SHA256.HashData(SHA256.HashData(bytes))), DoubleSha256.Of(bytes)));

    [Fact]   // blocks are judged on all cores
    public void Threads_do_not_disturb_each_other() => Parallel.For(0, 4096, turn =>
    {
        var bytes = Enumerable.Repeat((byte)turn, turn % 300).ToArray();
        Assert.Equal(new Hash256(SHA256.HashData(SHA256.HashData(bytes))), DoubleSha256.Of(bytes));
    });
}
