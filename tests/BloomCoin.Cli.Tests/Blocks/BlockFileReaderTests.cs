using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Cli.Blocks;
using BloomCoin.Cli.Tests.Fakes;
using CsCheck;

namespace BloomCoin.Cli.Tests.Blocks;

public sealed class BlockFileReaderTests
{
    private static readonly byte[] Reference = TestChain.ReferenceFile();

    private static readonly Gen<byte[][]> Files = Gen.Byte.Array[0, 300].Array[0, 20];

    // The .blocks layout: u32 length little-endian, then the block, heights from 0.
    [Fact]
    public async Task The_reference_file_has_the_blocks_of_heights_0_to_2500()
    {
        var (blocks, reader) = await ReadAll(new MemoryStream(Reference));
        Assert.Equal(2501, blocks.Count);
        Assert.Equal(2500, reader.Height);
        Assert.Equal("756d6c0f7e763d94c6b2df0ac91274c3cbb92483ac9997826044963c7df0d710", BlockHeader.HashOf(blocks[^1]).ToString());
        Assert.Null(reader.Fault);
        Assert.Equal(Reference.Length, reader.Position);
    }

    // chain-format rule 1: what is cut off is a block that does not parse.
    [Fact]
    public Task A_file_cut_anywhere_gives_the_whole_blocks_before_the_cut_and_names_the_torn_one() =>
        Files.SelectMany(blocks => Gen.Int[0, TestChain.File(blocks).Length], (blocks, cut) => (blocks, cut)).SampleAsync(async sample =>
        {
            var file = TestChain.File(sample.blocks)[..sample.cut];
            var (read, reader) = await ReadAll(new MemoryStream(file));
            Assert.Equal(sample.blocks[..read.Count], read);
            var whole = TestChain.File(sample.blocks[..read.Count]).Length;
            Assert.Equal(whole, reader.Position);
            Assert.Equal(whole != sample.cut, reader.IsTorn);
            Assert.Equal(whole == sample.cut ? null : read.Count, reader.Fault?.Height);
        });

    [Fact]
    public Task A_stream_that_comes_in_pieces_reads_as_one_that_comes_whole() =>
        Gen.Select(Files, Gen.Int[1, 40]).SampleAsync(async (blocks, piece) =>
        {
            var (read, reader) = await ReadAll(new PiecesStream(TestChain.File(blocks), piece));
            Assert.Equal(blocks, read);
            Assert.Null(reader.Fault);
        });

    // chain-format rule 1: at most 32 MiB.
    [Fact]
    public Task A_length_over_32_MiB_is_a_fault_at_its_height_and_no_torn_file() =>
        Gen.Select(Files, Gen.UInt[BlockFileReader.MaxBlockLength + 1u, uint.MaxValue]).SampleAsync(async (blocks, length) =>
        {
            byte[] file = [.. TestChain.File(blocks), .. BitConverter.GetBytes(length), .. new byte[100]];
            var (read, reader) = await ReadAll(new MemoryStream(file));
            Assert.Equal(blocks, read);
            Assert.Equal(new(blocks.Length, 1, $"its length says {length} bytes, and the most is {32 * 1024 * 1024}"), reader.Fault);
            Assert.False(reader.IsTorn);
        });

    [Fact]
    public Task Any_bytes_are_read_without_a_failure() =>
        Gen.Byte.Array[0, 500].SampleAsync(async bytes =>
        {
            var (read, reader) = await ReadAll(new MemoryStream(bytes));
            Assert.Equal(reader.Position, TestChain.File(read).Length);
            Assert.Equal(reader.Position == bytes.Length, reader.Fault is null);
            Assert.False(await reader.Read(CancellationToken.None));
        });

    [Fact]
    public async Task A_length_that_lies_allocates_no_more_than_twice_what_is_there()
    {
        byte[] file = [.. BitConverter.GetBytes(BlockFileReader.MaxBlockLength), .. new byte[200_000]];
        var reader = new BlockFileReader(new MemoryStream(file));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(await reader.Read(CancellationToken.None));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);   // 128 Ki + 256 Ki of buffers, and small change
        Assert.True(reader.IsTorn);
    }

    [Fact]
    public async Task A_block_of_exactly_32_MiB_is_read()
    {
        byte[] file = [.. BitConverter.GetBytes(BlockFileReader.MaxBlockLength), .. new byte[BlockFileReader.MaxBlockLength]];
        var reader = new BlockFileReader(new MemoryStream(file));
        Assert.True(await reader.Read(CancellationToken.None));
        Assert.Equal(BlockFileReader.MaxBlockLength, reader.Current!.Value.Length);
    }

    private static async Task<(List<byte[]> Blocks, BlockFileReader Reader)> ReadAll(Stream file)
    {
        var reader = new BlockFileReader(file);
        var blocks = new List<byte[]>();
        while (await reader.Read(CancellationToken.None))
        {
            blocks.Add(reader.Current!.Value.ToArray());
        }

        return (blocks, reader);
    }

    /// <summary>Gives at most so many bytes at a time and cannot seek, as a pipe does.</summary>
    private sealed class PiecesStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
