namespace BloomCoin.Storage.Schema;

/// <summary>What migrating differs in between the databases.</summary>
/// <param name="Name">The folder under sql/.</param>
/// <param name="Lock">Run first in a transaction, it keeps other migrating processes out until the end; null where beginning one does that.</param>
internal sealed record SqlDialect(string Name, string? Lock)
{
    /// <summary>Microsoft.Data.Sqlite begins with BEGIN IMMEDIATE, which takes the file's write lock.</summary>
    public static readonly SqlDialect Sqlite = new("sqlite", Lock: null);

    /// <summary>The number is "bloom" in ASCII; any constant that no one else locks will do.</summary>
    public static readonly SqlDialect PostgreSql = new("postgresql", Lock: "SELECT pg_advisory_xact_lock(422809596781)");
}
