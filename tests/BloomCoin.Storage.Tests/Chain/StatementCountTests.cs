using System.Diagnostics;
using BloomCoin.Testing;
using Npgsql;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>A cost that is counted and not timed, so that it may not grow: questions to PostgreSQL, each a way there and back, which between machines takes a millisecond. Who needs more changes the figure here and says why.</summary>
public sealed class StatementCountTests(PostgreSqlServer server)
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(500, 2)]   // a step of a sync; the commit is one more
    public async Task Blocks_are_appended_with_so_many_questions_however_many_they_are(int blocks, int questions)
    {
        var connectionString = await server.CreateDatabase();
        await using var storage = await ChainStorage.OpenPostgreSql(connectionString);
        var chain = TestChain.New(blocks + 1);
        Assert.True(await storage.Chain.Append(null, chain[..1]));

        var counted = await Count(connectionString, async () => Assert.True(await storage.Chain.Append(TestChain.Tip(chain[0]), chain[1..])));
        Assert.InRange(counted, 1, questions);
    }

    private static async Task<int> Count(string connectionString, Func<Task> work)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = statement =>
            {
                if (!Equals(statement.GetTagItem("db.namespace"), database)) return;   // another test's
                Interlocked.Increment(ref count);
                TestContext.Current.TestOutputHelper?.WriteLine($"{statement.GetTagItem("db.query.text")}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        await work();
        return count;
    }
}
