using BloomCoin.Chain;
using BloomCoin.Cli.Export;
using BloomCoin.Cli.Tests.Fakes;
using CsCheck;

namespace BloomCoin.Cli.Tests.Export;

public sealed class BlockExportTests
{
    private static readonly byte[][] Chain = TestChain.Build(2600);

    [Fact]
    public async Task The_whole_best_chain_is_written()
    {
        using var file = new MemoryStream();
        Assert.Equal(new ExportResult.Done(2600), await Export(new FakeNode(Chain), file));
        Assert.Equal(TestChain.File(Chain), file.ToArray());
    }

    [Fact]
    public async Task A_file_with_the_whole_chain_stays_as_it_is()
    {
        using var file = FileWith(TestChain.File(Chain));
        Assert.Equal(new ExportResult.Done(0), await Export(new FakeNode(Chain), file));
        Assert.Equal(TestChain.File(Chain), file.ToArray());
    }

    [Fact]
    public Task A_file_cut_at_any_byte_is_continued_after_its_last_whole_block()
    {
        var whole = TestChain.File(Chain);
        return Gen.Int[0, whole.Length].SampleAsync(async cut =>
        {
            using var file = FileWith(whole[..cut]);
            Assert.Equal(new ExportResult.Done(2600 - cut / 104), await Export(new FakeNode(Chain), file));
            Assert.Equal(whole, file.ToArray());
        }, iter: 30);
    }

    [Fact]
    public Task A_file_that_leaves_the_nodes_chain_is_refused_and_not_touched() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[1, 20]).SampleAsync(async (at, length) =>
        {
            var other = TestChain.File(TestChain.Extend(Chain[..at], length, salt: 2));
            using var file = FileWith(other);
            var refused = Assert.IsType<ExportResult.Refused>(await Export(new FakeNode(Chain[..60]), file));
            Assert.Equal($"block {at} of the file is not on the node's best chain; --overwrite writes it anew", refused.Reason);
            Assert.Equal(other, file.ToArray());
        }, iter: 50);

    [Fact]
    public async Task A_file_that_goes_on_beyond_the_nodes_tip_is_refused_and_not_touched()
    {
        using var file = FileWith(TestChain.File(Chain[..50]));
        Assert.IsType<ExportResult.Refused>(await Export(new FakeNode(Chain[..40]), file));
        Assert.Equal(TestChain.File(Chain[..50]), file.ToArray());
    }

    [Theory, InlineData("a"), InlineData("abc"), InlineData("a letter to a friend")]
    public async Task A_file_of_something_else_is_refused_and_not_touched(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        using var file = FileWith(bytes);
        Assert.IsType<ExportResult.Refused>(await Export(new FakeNode(Chain[..40]), file));
        Assert.Equal(bytes, file.ToArray());
    }

    [Fact]
    public async Task A_torn_end_that_is_not_of_the_next_block_is_refused_and_not_touched()
    {
        byte[] bytes = [.. TestChain.File(Chain[..10]), 100, 0, 0, 0, 9, 9, 9];
        using var file = FileWith(bytes);
        Assert.IsType<ExportResult.Refused>(await Export(new FakeNode(Chain[..40]), file));
        Assert.Equal(bytes, file.ToArray());
    }

    [Fact]
    public async Task A_reorganisation_under_the_export_ends_it_on_whole_blocks_of_one_branch()
    {
        var node = new FakeNode(Chain[..2100]);
        var asked = 0;
        node.BeforeHeaders = () =>
        {
            if (++asked == 2)   // after the first 2000 headers
            {
                foreach (var block in TestChain.Extend(Chain[..1990], 200, salt: 2))
                {
                    node.Add(block);
                }
            }
        };
        using var file = new MemoryStream();
        var refused = Assert.IsType<ExportResult.Refused>(await Export(node, file));
        Assert.StartsWith("the node's best chain changed below height 2000 during the export", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(TestChain.File(Chain[..2000]), file.ToArray());
    }

    [Fact]
    public async Task A_block_that_the_node_cannot_give_ends_the_export_before_it()
    {
        var node = new FakeNode(Chain[..700]);
        var hash = BlockHeader.HashOf(Chain[600]);
        node.Lost.Add(hash);
        using var file = new MemoryStream();
        var refused = Assert.IsType<ExportResult.Refused>(await Export(node, file));
        Assert.Equal($"the node has no block 600 ({hash})", refused.Reason);
        Assert.Equal(TestChain.File(Chain[..500]), file.ToArray());
    }

    [Fact]
    public async Task A_cancelled_export_leaves_whole_blocks_and_a_second_one_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var node = new FakeNode(Chain);
        var asked = 0;
        node.BeforeHeaders = () =>
        {
            if (++asked == 2)
            {
                stop.Cancel();
            }
        };
        using var file = new MemoryStream();
        var stopped = Assert.IsType<ExportResult.Stopped>(await new BlockExport(node, new Steps()).Run(file, stop.Token));
        Assert.Equal(TestChain.File(Chain[..stopped.Next]), file.ToArray());

        file.Position = 0;
        Assert.Equal(new ExportResult.Done(2600 - stopped.Next), await Export(new FakeNode(Chain), file));
        Assert.Equal(TestChain.File(Chain), file.ToArray());
    }

    private static Task<ExportResult> Export(FakeNode node, Stream file) => new BlockExport(node, new Steps()).Run(file, CancellationToken.None);

    private static MemoryStream FileWith(byte[] bytes)
    {
        var file = new MemoryStream();
        file.Write(bytes);
        file.Position = 0;
        return file;
    }
}
