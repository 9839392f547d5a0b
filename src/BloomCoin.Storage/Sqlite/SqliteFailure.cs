using Microsoft.Data.Sqlite;

namespace BloomCoin.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to a caller (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int Locked = 6;

    public static ChainStoreException Wrap(SqliteException e) =>
        new($"the chain store failed: {e.Message}", e.SqliteErrorCode is Busy or Locked, e);
}
