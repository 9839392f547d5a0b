using System.Globalization;
using BloomCoin.Chain;
using BloomCoin.Storage.Tests.Chain;

namespace BloomCoin.Storage.Tests.Crash;

/// <summary>The child process of a crash test: it appends and reorganises as fast as it can and says on its output what was acknowledged, until it is killed.</summary>
internal static class CrashingWriter
{
    public const string Argument = "crashing-writer";

    public static async Task<int> Run(string provider, string location)
    {
        await using var storage = await Open(provider, location);
        var tip = await storage.Chain.ReadTip();
        for (var step = 1; ; step++)
        {
            tip = step % 5 == 0 && tip is { Height: > 10 }
                ? await Reorganise(storage.Chain, tip)
                : await Append(storage.Chain, tip);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tip.Height} {tip.Hash}"));
        }
    }

    public static Task<ChainStorage> Open(string provider, string location) =>
        provider == "sqlite" ? ChainStorage.OpenSqlite(location) : ChainStorage.OpenPostgreSql(location);

    private static async Task<ChainTip> Append(IChainStore store, ChainTip? tip)
    {
        var height = tip?.Height ?? 0;
        var blocks = TestChain.Extend(tip, 1 + height % 37, seed: height);
        return await store.Append(tip, blocks)
            ? TestChain.Tip(blocks[^1])
            : throw new InvalidOperationException("another writer moved the tip");
    }

    /// <summary>Replaces the last five blocks by six others.</summary>
    private static async Task<ChainTip> Reorganise(IChainStore store, ChainTip tip)
    {
        var ancestors = await store.ReadAncestors(tip.Hash, 6);
        var fork = (await store.FindHeader(BlockHeader.HashOf(ancestors)))!;
        var branch = TestChain.Extend(new ChainTip(fork.Hash, fork.Height, fork.Work), 6, seed: -tip.Height);
        await store.StoreBranch(branch);
        return await store.Reorganise(tip, branch[^1].Hash, []) == fork.Height
            ? TestChain.Tip(branch[^1])
            : throw new InvalidOperationException("another writer moved the tip");
    }
}
