using Npgsql;

namespace BloomCoin.Storage.PostgreSql;

/// <summary>What a failure of PostgreSQL or of the way to it means to a caller.</summary>
internal static class PostgreSqlFailure
{
    /// <summary>Class 53, insufficient resources: the disk or memory is full, and trying again does not free it.</summary>
    private const string DiskFull = "53100", OutOfMemory = "53200";

    /// <summary>57P01 to 57P03: the server is stopping or starting.</summary>
    private const string ServerRestarts = "57P0";

    public static ChainStoreException Wrap(NpgsqlException e) =>
        new($"the chain store failed: {(e as PostgresException)?.MessageText ?? e.Message}", IsTransient(e), e);

    private static bool IsTransient(NpgsqlException e) =>
        e.SqlState is not (DiskFull or OutOfMemory)
        && (e.IsTransient || e.SqlState?.StartsWith(ServerRestarts, StringComparison.Ordinal) == true);
}
