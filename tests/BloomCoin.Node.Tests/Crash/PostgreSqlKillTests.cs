using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Crash;

/// <summary>With PostgreSQL: each node a database of its own.</summary>
public sealed class PostgreSqlKillTests(PostgreSqlServer server) : KillTests
{
    private protected override async Task<NodeStore> CreateStore() => NodeStore.PostgreSql(await server.CreateDatabase());
}
