using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Crash;

/// <summary>With SQLite.</summary>
public sealed class SqliteKillTests : KillTests
{
    private protected override Task<NodeStore> CreateStore() => Task.FromResult(NodeStore.Sqlite());
}
