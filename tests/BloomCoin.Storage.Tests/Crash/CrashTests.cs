using System.Globalization;
using BloomCoin.Chain;
using BloomCoin.Storage.Tests.Chain;
using BloomCoin.Testing;

namespace BloomCoin.Storage.Tests.Crash;

/// <summary>kill -9 of a real process in the middle of its writes (IChainStore: what was acknowledged survives it).</summary>
public sealed class CrashTests(PostgreSqlServer server)
{
    private const int Kills = 12;

    [Fact]
    public async Task SQLite_holds_one_consistent_tip_whenever_its_writer_is_killed()
    {
        var directory = Directory.CreateTempSubdirectory("bloom-crash-");
        await KillManyTimes("sqlite", directory.FullName);
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task PostgreSQL_holds_one_consistent_tip_whenever_its_writer_is_killed() =>
        await KillManyTimes("postgresql", await server.CreateDatabase());

    private static async Task KillManyTimes(string provider, string location)
    {
        var random = new Random(20261124);
        for (var kill = 0; kill < Kills; kill++)
        {
            var (height, hash) = await RunUntilKilled(provider, location, acknowledgements: random.Next(0, 25));

            await using var storage = await CrashingWriter.Open(provider, location);
            await storage.Chain.StoreBranch([]);   // waits for the server to notice the dead writer: its transaction holds the tip
            var tip = await Consistency.Check(storage.Chain);
            await CheckOutputs(storage, tip);
            Assert.True((tip?.Height ?? -1) >= height, $"acknowledged {height}, found {tip?.Height}");
            if (height >= 0)
                Assert.NotNull(await storage.Chain.FindHeader(hash));
        }
    }

    /// <summary>The outputs are those of the best chain, whatever was undone and applied when the writer was killed.</summary>
    private static async Task CheckOutputs(ChainStorage storage, ChainTip? tip)
    {
        var headers = (await storage.Chain.ReadHeaders(0, (tip?.Height ?? -1) + 1)).Chunk(TestChain.HeaderLength);
        var blocks = await storage.Chain.ReadBlocks([.. headers.Select(header => BlockHeader.HashOf(header))], long.MaxValue);
        var chain = blocks.Select((bytes, height) => Block.TryParse(bytes, out var block, out _)
            ? new StoredBlock(block, height, new ChainWork(height + 1))
            : throw new InvalidOperationException("a stored block does not parse")).ToList();
        await CoinModel.Check(storage.Coins, chain);
    }

    /// <returns>The last tip that the writer acknowledged; height -1 when it was killed before.</returns>
    private static async Task<(int Height, Hash256 Hash)> RunUntilKilled(string provider, string location, int acknowledgements)
    {
        using var writer = ChildProcess.Start(CrashingWriter.Argument, provider, location);
        string? last = null;
        for (var i = 0; i < acknowledgements; i++)
            last = await writer.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the writer ended by itself");
        writer.Kill();
        last = await LastWholeLine(writer.StandardOutput) ?? last;
        await writer.WaitForExitAsync();

        return last?.Split(' ') is [var height, var hash] ? (int.Parse(height, CultureInfo.InvariantCulture), Hash256.Parse(hash)) : (-1, default);
    }

    private static async Task<string?> LastWholeLine(StreamReader output)
    {
        var rest = await output.ReadToEndAsync();
        var lines = rest.Split('\n');
        return lines.Length < 2 ? null : lines[^2].TrimEnd('\r');   // after the last line end there is a piece or nothing
    }
}
