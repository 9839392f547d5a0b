using System.Data.Common;
using BloomCoin.Chain;
using BloomCoin.Chain.Coins;

namespace BloomCoin.Storage;

/// <summary>Rows of the statements in <see cref="ChainSql"/>, read alike from both databases.</summary>
internal static class StoredRows
{
    /// <summary>A row of hash, height, work.</summary>
    public static ChainTip TipOf(DbDataReader row) => new(HashOf(row, 0), row.GetInt32(1), WorkOf(row, 2));

    public static ChainWork WorkOf(DbDataReader row, int column) => ChainWork.FromBytes(row.GetFieldValue<byte[]>(column));

    /// <summary>A row of amount, address, height, is_coinbase, spent_height.</summary>
    public static StoredCoin CoinOf(DbDataReader row) => new(
        new Coin((ulong)row.GetInt64(0), HashOf(row, 1), row.GetInt32(2), row.GetBoolean(3)), row.IsDBNull(4) ? null : row.GetInt32(4));

    /// <summary>A row of <see cref="ChainSql.SelectBalance"/>.</summary>
    public static AddressBalance BalanceOf(DbDataReader row, ChainTip? tip) =>
        new(tip, (ulong)row.GetInt64(1), (ulong)row.GetInt64(2), row.GetInt64(0));

    /// <summary>A row of <see cref="ChainSql.SelectUnspent"/>.</summary>
    public static UnspentOutput UnspentOf(DbDataReader row, Hash256 address) => new(
        new OutPoint(HashOf(row, 0), (uint)row.GetInt64(1)),
        new Coin((ulong)row.GetInt64(2), address, row.GetInt32(3), row.GetBoolean(4)));

    /// <summary>A row of <see cref="ChainSql.SelectTransactions"/>.</summary>
    public static KeptTransaction TransactionOf(DbDataReader row) => new(
        row.GetInt64(0),
        HashOf(row, 1),
        TimeOf(row, 2),
        row.GetBoolean(3),
        row.GetFieldValue<byte[]>(4));

    /// <summary>A row of <see cref="ChainSql.SelectUndone"/>.</summary>
    public static UndoneBlock UndoneOf(DbDataReader row) => new(
        HashOf(row, 0), row.GetInt32(1), [.. row.GetFieldValue<byte[]>(2), .. row.GetFieldValue<byte[]>(3)]);

    /// <summary>A row of <see cref="ChainSql.SelectBestBlocks"/>.</summary>
    public static Block BlockOf(DbDataReader row) => StoredBlocks.Parse(row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1));

    /// <summary>A row of <see cref="ReputationSql.SelectScore"/>.</summary>
    public static StoredScore ScoreOf(DbDataReader row) => new(row.GetString(0), row.GetDouble(1), TimeOf(row, 2));

    /// <summary>A row of <see cref="ReputationSql.SelectBans"/>.</summary>
    public static StoredBan BanOf(DbDataReader row) => new(row.GetString(0), TimeOf(row, 1), TimeOf(row, 2), row.GetString(3), row.GetBoolean(4));

    public static DateTimeOffset TimeOf(DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    /// <summary>A row of <see cref="ChainSql.SelectAddresses"/>.</summary>
    public static StoredAddress AddressOf(DbDataReader row) => new(
        row.GetFieldValue<byte[]>(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3))
    {
        LastSeen = row.GetInt64(4),
        LastTry = row.GetInt64(5),
        LastSuccess = row.GetInt64(6),
        LastHeld = row.GetInt64(7),
        Failures = row.GetInt32(8),
        IsTried = row.GetBoolean(9),
    };

    public static Hash256 HashOf(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column));
}
