using System.Globalization;
using BloomCoin.Chain;
using BloomCoin.Cli.Import;
using BloomCoin.Client;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Corruption;

/// <summary>Copies of the reference chain with one changed byte, imported one after the other into one node.</summary>
public sealed class CorruptionTests
{
    private const int RefusedPlaces = 200;

    /// <summary>
    /// Every so many places one goes through the <c>bloom</c> program; the others through its import over one connection.
    /// </summary>
    private const int ByProgram = 40;

    [Fact]   // chain-format, A block is valid when
    public async Task A_changed_byte_is_refused_at_its_block_by_its_rule_and_earlier_blocks_stay()
    {
        var flips = Choose(Report.Random());
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store));
        await using var connection = await Bloom.Connect(node);

        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < flips.Count; i++)
        {
            var (flip, expected) = flips[i];
            var place = string.Create(CultureInfo.InvariantCulture,
                $"height {flip.Height}, {flip.Field}, byte {flip.Offset} ^ 0x{flip.Mask:x2}: {expected}");
            var file = flip.CorruptFile(expected.Outcome == Outcome.Unnoticed ? flip.Height + 1 : ReferenceChain.TipHeight);
            var line = i % ByProgram == 0 ? await ImportByProgram(node, store, file) : await Import(connection.Node, file);
            await Check(connection.Node, flip, expected, line, place);
        }

        Report.Line($"{flips.Count} imports in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
        ReportTable(flips);
        Assert.Equal($"tip 2500 {ReferenceChain.Tip}", await Import(connection.Node, ReferenceChain.File));
    }

    /// <summary>
    /// Places all over the chain and over all fields, in order of height and two blocks apart, until enough are to be refused.
    /// </summary>
    private static List<(Flip Flip, Expectation Expected)> Choose(Random random)
    {
        var oracle = new Oracle(TimeProvider.System.GetUtcNow());
        var heights = Enumerable.Range(1, (ReferenceChain.TipHeight / 2) - 1).Select(half => 2 * half).ToArray();
        random.Shuffle(heights);
        var fields = Enum.GetValues<Field>();
        var chosen = new List<(Flip Flip, Expectation Expected)>();
        for (var (refused, next) = (0, 0); refused < RefusedPlaces; next++)
        {
            if (Flip.Choose(random, heights[next], fields[chosen.Count % fields.Length]) is not { } flip) continue;
            var expected = oracle.Judge(flip);
            chosen.Add((flip, expected));
            if (expected.Outcome != Outcome.Unnoticed) refused++;
        }

        return [.. chosen.OrderBy(place => place.Flip.Height)];
    }

    private static async Task Check(IBloomClient node, Flip flip, Expectation expected, string line, string place)
    {
        var tip = await node.Chain.GetTip(CancellationToken.None);
        var (height, hash) = expected.Outcome switch
        {
            Outcome.Refused => (flip.Height - 1, ReferenceChain.Hashes[flip.Height - 1]),
            Outcome.Orphans => (flip.Height, ReferenceChain.HashOf(flip.CorruptRecord().AsSpan(ReferenceChain.PrefixLength))),
            _ => (flip.Height + 1, ReferenceChain.Hashes[flip.Height + 1]),
        };
        Assert.True((tip.Height, tip.Hash) == (height, hash), $"{place}, but the tip is {tip.Height} {tip.Hash}: {line}");
        var says = expected.Outcome == Outcome.Unnoticed
            ? $"tip {height} {hash}"
            : $"block {height + 1} breaks rule {expected.Rule}: ";
        Assert.True(line.Contains(says, StringComparison.Ordinal), $"{place}, but the import ended with: {line}");
    }

    private static async Task<string> Import(IBloomClient node, byte[] file) => await Bloom.Import(node, file) switch
    {
        ImportResult.Done done => $"tip {done.Tip.Height} {done.Tip.Hash}",
        ImportResult.Refused refused => refused.Reason,
        var other => other.ToString(),
    };

    private static async Task<string> ImportByProgram(NodeProcess node, NodeStore store, byte[] file)
    {
        var path = Path.Combine(store.Directory, "corrupt.blocks");
        await File.WriteAllBytesAsync(path, file);
        var (code, line) = await Bloom.Run(node, "import", path);
        Assert.Equal(line.StartsWith("imported", StringComparison.Ordinal) ? 0 : 1, code);
        return line;
    }

    private static void ReportTable(List<(Flip Flip, Expectation Expected)> flips)
    {
        Report.Line("| field | refused by rule | next block refused | unnoticed |");
        foreach (var field in flips.GroupBy(place => place.Flip.Field).OrderBy(group => group.Key))
        {
            var rules = field.Where(place => place.Expected.Outcome == Outcome.Refused).CountBy(place => place.Expected.Rule)
                .OrderBy(rule => rule.Key).Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Value} by {rule.Key}"));
            var orphans = field.Count(place => place.Expected.Outcome == Outcome.Orphans);
            var unnoticed = field.Count(place => place.Expected.Outcome == Outcome.Unnoticed);
            Report.Line($"| {field.Key} | {string.Join(", ", rules)} | {orphans} | {unnoticed} |");
        }
    }
}
