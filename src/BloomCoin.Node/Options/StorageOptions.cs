using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BloomCoin.Node.Options;

/// <summary>Where the chain and the grains' state last. Section <c>Bloom:Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Bloom:Storage";

    /// <summary>SQLite files in the data folder for one node, or PostgreSQL, which also clusters the silos.</summary>
    /// <value>Sqlite or PostgreSql; Sqlite by default.</value>
    [EnumDataType(typeof(StorageProvider)), Description("Sqlite or PostgreSql")]
    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>How PostgreSQL is reached. Needed with PostgreSql only.</summary>
    /// <value>An Npgsql connection string; none by default.</value>
    [Description("an Npgsql connection string, such as Host=db;Database=bloomcoin;Username=bloom;Password=...")]
    public string? ConnectionString { get; init; }
}

/// <summary>The stores.</summary>
public enum StorageProvider
{
    /// <summary>Files in the data folder.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,
}
