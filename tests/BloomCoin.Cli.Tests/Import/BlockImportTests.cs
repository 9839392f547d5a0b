using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Cli.Blocks;
using BloomCoin.Cli.Import;
using BloomCoin.Cli.Tests.Fakes;
using CsCheck;

namespace BloomCoin.Cli.Tests.Import;

public sealed class BlockImportTests
{
    private static readonly byte[][] Chain = TestChain.Build(2600);

    [Fact]
    public async Task The_reference_chain_arrives_whole()
    {
        var file = TestChain.ReferenceFile();
        ReadOnlyMemory<byte> rest = file;
        Assert.True(BlockBatch.TryTake(ref rest, out var genesis));
        var node = new FakeNode([genesis.ToArray()], "mainnet");

        var done = Assert.IsType<ImportResult.Done>(await Import(node, file));
        Assert.Equal(2500, done.Imported);   // all but the genesis block, which every node has
        Assert.Equal(2500, done.Tip.Height);
        Assert.Equal("756d6c0f7e763d94c6b2df0ac91274c3cbb92483ac9997826044963c7df0d710", done.Tip.Hash.ToString());
    }

    [Fact]
    public Task What_the_node_has_is_not_sent_again() =>
        Gen.Int[1, Chain.Length].SampleAsync(async have =>
        {
            var node = new FakeNode(Chain[..have]);
            var done = Assert.IsType<ImportResult.Done>(await Import(node, TestChain.File(Chain)));
            Assert.Equal(Chain.Length - have, done.Imported);
            Assert.Equal(Chain.Length - have, node.Batches.Sum(batch => batch.Split().Count));
            Assert.Equal(Chain.Length - 1, done.Tip.Height);
        }, iter: 30);

    [Fact]
    public async Task A_node_that_is_ahead_of_the_file_is_sent_nothing()
    {
        var node = new FakeNode(Chain);
        var done = Assert.IsType<ImportResult.Done>(await Import(node, TestChain.File(Chain[..100])));
        Assert.Equal(0, done.Imported);
        Assert.Equal(Chain.Length - 1, done.Tip.Height);
        Assert.Empty(node.Batches);
    }

    [Fact]
    public Task A_fork_is_sent_from_its_first_block_on_and_wins_when_it_is_longer() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300]).SampleAsync(async (at, length) =>
        {
            var node = new FakeNode(Chain[..400]);
            var fork = TestChain.Extend(Chain[..at], length, salt: 2);
            var done = Assert.IsType<ImportResult.Done>(await Import(node, TestChain.File(fork)));
            Assert.Equal(length, done.Imported);
            Assert.Equal(Math.Max(400, fork.Length) - 1, done.Tip.Height);
        }, iter: 30);

    [Fact]
    public async Task Batches_have_at_most_500_blocks_and_4_MiB()
    {
        var mixed = TestChain.Extend(Chain[..1200], 20, salt: 3, length: 1_000_000);
        var node = new FakeNode(Chain[..1]);
        await Import(node, TestChain.File(mixed));
        Assert.All(node.Batches, batch => Assert.InRange(batch.Split().Count, 1, 500));
        Assert.All(node.Batches, batch => Assert.InRange(batch.Blob.Length, 1, 4 * 1024 * 1024));
        Assert.True(TestChain.File(mixed[1..]).AsSpan().SequenceEqual(node.Batches.SelectMany(batch => batch.Blob).ToArray()));
    }

    [Fact]
    public async Task A_block_that_is_longer_than_a_batch_travels_alone()
    {
        var blocks = TestChain.Extend(TestChain.Extend(Chain[..3], 1, salt: 4, length: 5_000_000), 2, salt: 5);
        var node = new FakeNode(Chain[..1]);
        await Import(node, TestChain.File(blocks));
        Assert.Equal([2, 1, 2], node.Batches.Select(batch => batch.Split().Count));
    }

    [Fact]
    public async Task The_file_is_read_ahead_but_no_more_than_four_batches()
    {
        var blocks = TestChain.Build(60, length: 1_000_000);   // 4 to a batch
        using var file = new MemoryStream(TestChain.File(blocks));
        var node = new FakeNode(blocks[..1]);
        var sent = 0;
        var furthest = 0L;
        node.BeforeAppend = () =>
        {
            furthest = Math.Max(furthest, file.Position - sent * 1_000_004L);
            sent += 4;
        };
        Assert.IsType<ImportResult.Done>(await new BlockImport(node, new Steps()).Run(file, CancellationToken.None));
        Assert.InRange(furthest, 0, 5 * 4 * 1_000_004L + 1_000_004L);   // this one, two that wait, one on its way, one that fills
    }

    [Fact]
    public async Task The_first_bad_block_is_named_by_height_and_rule_and_what_is_before_it_is_kept()
    {
        var node = new FakeNode(Chain[..1])
        {
            Judge = height => height == 1234 ? new(1234, 3, "the merkle root does not match.", RefusalKind.Invalid, null) : null,
        };
        var refused = Assert.IsType<ImportResult.Refused>(await Import(node, TestChain.File(Chain)));
        Assert.Equal("block 1234 breaks rule 3: the merkle root does not match; heights 0 to 1233 are kept", refused.Reason);
        Assert.Equal(1234, node.Best.Count);
    }

    // chain-format rule 1: a length is not believed.
    [Theory, InlineData(1), InlineData(3), InlineData(50), InlineData(103)]
    public async Task A_torn_file_breaks_rule_1_after_everything_before_it_was_sent(int left)
    {
        var node = new FakeNode(Chain[..1]);
        var file = TestChain.File(Chain[..701]);
        var refused = Assert.IsType<ImportResult.Refused>(await Import(node, file[..(file.Length - 104 + left)]));
        Assert.StartsWith("block 700 breaks rule 1: ", refused.Reason, StringComparison.Ordinal);
        Assert.EndsWith("; heights 0 to 699 are kept", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(700, node.Best.Count);
    }

    [Fact]
    public async Task A_block_too_short_for_a_header_is_the_nodes_to_refuse_at_the_height_of_the_file()
    {
        var node = new FakeNode(Chain[..1]);
        var refused = Assert.IsType<ImportResult.Refused>(await Import(node, TestChain.File([.. Chain[..5], new byte[7]])));
        Assert.Equal("block 5 breaks rule 1: a block of 7 bytes has no whole header; heights 0 to 4 are kept", refused.Reason);
    }

    [Fact]
    public async Task A_file_of_another_network_is_refused_with_both_names_and_nothing_is_sent()
    {
        var node = new FakeNode([ChainParameters.Devnet.Genesis.Bytes.ToArray()], "devnet");
        var refused = Assert.IsType<ImportResult.Refused>(await Import(node, TestChain.ReferenceFile()));
        Assert.Contains("the genesis block of mainnet (1a63c5e07a79be7a693111e0680f12dc2da17d795b736acccea06c0db3788e49)", refused.Reason, StringComparison.Ordinal);
        Assert.Contains($"the node is on devnet (genesis {ChainParameters.Devnet.GenesisHash})", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(node.Batches);
    }

    [Theory, InlineData(0, "the file holds no blocks"), InlineData(2, "block 0 breaks rule 1: ")]
    public async Task A_file_without_a_first_block_is_refused(int length, string reason)
    {
        var refused = Assert.IsType<ImportResult.Refused>(await Import(new FakeNode(Chain[..1]), new byte[length]));
        Assert.StartsWith(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_import_says_what_is_kept_and_a_second_one_goes_on_there()
    {
        using var stop = new CancellationTokenSource();
        var node = new FakeNode(Chain[..1]);
        node.BeforeAppend = () =>
        {
            if (node.Batches.Count == 2)
            {
                stop.Cancel();
            }
        };
        var stopped = await new BlockImport(node, new Steps()).Run(new MemoryStream(TestChain.File(Chain)), stop.Token);
        Assert.Equal(new ImportResult.Stopped(1001), stopped);

        var done = Assert.IsType<ImportResult.Done>(await Import(node, TestChain.File(Chain)));
        Assert.Equal(Chain.Length - 1001, done.Imported);
    }

    [Fact]
    public async Task Steps_grow_to_the_whole_file()
    {
        var steps = new Steps();
        await new BlockImport(new FakeNode(Chain[..700]), steps).Run(new MemoryStream(TestChain.File(Chain)), CancellationToken.None);
        Assert.Equal(steps.OrderBy(step => step.Height), steps);
        Assert.Equal(new TransferStep(Chain.Length, Chain.Length - 700, 1), steps[^1]);
    }

    private static Task<ImportResult> Import(FakeNode node, byte[] file) =>
        new BlockImport(node, new Steps()).Run(new MemoryStream(file), CancellationToken.None);
}
