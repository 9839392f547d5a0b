using BloomCoin.Chain;
using Microsoft.Data.Sqlite;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.Sqlite;

internal sealed partial class SqliteChainStore : IMempoolStore
{
    public Task<IReadOnlyList<KeptTransaction>> ReadTransactions(long after, int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<KeptTransaction>>(connection =>
        {
            var kept = new List<KeptTransaction>();
            using var command = Command(connection, SelectTransactions, ("@after", after), ("@count", count));
            using var reader = command.ExecuteReader();
            while (reader.Read()) kept.Add(StoredRows.TransactionOf(reader));

            return kept;
        }, cancellation);

    public Task<IReadOnlyList<UndoneBlock>> ReadUndone(int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<UndoneBlock>>(connection =>
        {
            var undone = new List<UndoneBlock>();
            using var command = Command(connection, SelectUndone, ("@count", count));
            using var reader = command.ExecuteReader();
            while (reader.Read()) undone.Add(StoredRows.UndoneOf(reader));

            return undone;
        }, cancellation);

    public Task Change(MempoolChange change, CancellationToken cancellation = default) => Write(connection =>
    {
        using var insert = Command(connection, InsertTransaction);
        var (txid, received) = (Add(insert, "@txid"), Add(insert, "@received"));
        var (local, bytes) = (Add(insert, "@local"), Add(insert, "@bytes"));
        foreach (var added in change.Added)
        {
            (txid.Value, received.Value) = (added.Id.ToArray(), added.Received.ToUnixTimeMilliseconds());
            (local.Value, bytes.Value) = (added.IsLocal, added.Bytes.ToArray());
            insert.ExecuteNonQuery();
        }

        ExecuteEach(connection, DeleteTransaction, "@txid", change.Removed);
        ExecuteEach(connection, DeleteUndone, "@hash", change.Returned);
        return true;
    }, cancellation);

    private static void ExecuteEach(SqliteConnection connection, string sql, string name, IReadOnlyList<Hash256> hashes)
    {
        using var command = Command(connection, sql);
        var parameter = Add(command, name);
        foreach (var hash in hashes)
        {
            parameter.Value = hash.ToArray();
            command.ExecuteNonQuery();
        }
    }
}
