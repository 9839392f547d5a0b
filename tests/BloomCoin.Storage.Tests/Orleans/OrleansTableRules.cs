using System.Data.Common;

namespace BloomCoin.Storage.Tests.Orleans;

/// <summary>The contract of Orleans' ADO.NET providers, kept by our tables and statements. Each rule gets fresh tables.</summary>
public abstract partial class OrleansTableRules : IAsyncLifetime
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    private ChainStorage _storage = null!;
    private OrleansQueries _queries = null!;

    protected abstract Task<ChainStorage> OpenEmpty();

    public async ValueTask InitializeAsync()
    {
        _storage = await OpenEmpty();
        _queries = await OrleansQueries.Read(_storage.Orleans);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]   // a missing clustering or reminder key throws when a silo starts
    public void Every_statement_that_Orleans_asks_for_is_there()
    {
        const string Keys = """
            CleanupDefunctSiloEntriesKey ClearStorageKey DeleteMembershipTableEntriesKey DeleteReminderRowKey
            DeleteReminderRowsKey DeleteStorageKey GatewaysQueryKey InsertMembershipKey
            InsertMembershipVersionKey MembershipReadAllKey MembershipReadRowKey ReadFromStorageKey
            ReadRangeRows1Key ReadRangeRows2Key ReadReminderRowKey ReadReminderRowsKey UpdateIAmAlivetimeKey
            UpdateMembershipKey UpsertReminderRowKey WriteToStorageKey
            """;

        Assert.Equal(Keys.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), _queries.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]   // Orleans refuses a data source of another type than its invariant's factory creates
    public void The_invariant_names_the_provider_of_the_data_source()
    {
        using var connection = _storage.Orleans.CreateConnection();
        var factory = _storage.OrleansInvariant == "Npgsql" ? (DbProviderFactory)Npgsql.NpgsqlFactory.Instance : Microsoft.Data.Sqlite.SqliteFactory.Instance;

        Assert.IsAssignableFrom(factory.CreateConnection()!.GetType(), connection);
    }
}
