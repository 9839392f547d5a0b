using BloomCoin.Chain;
using Npgsql;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore : IMempoolStore
{
    public Task<IReadOnlyList<KeptTransaction>> ReadTransactions(long after, int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<KeptTransaction>>(async connection =>
        {
            var kept = new List<KeptTransaction>();
            await using var command = Command(connection, SelectTransactions, ("after", after), ("count", count));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) kept.Add(StoredRows.TransactionOf(reader));

            return kept;
        }, cancellation);

    public Task<IReadOnlyList<UndoneBlock>> ReadUndone(int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<UndoneBlock>>(async connection =>
        {
            var undone = new List<UndoneBlock>();
            await using var command = Command(connection, SelectUndone, ("count", count));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) undone.Add(StoredRows.UndoneOf(reader));

            return undone;
        }, cancellation);

    /// <summary>One round trip, however much changes.</summary>
    public Task Change(MempoolChange change, CancellationToken cancellation = default) => Write(async connection =>
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var added in change.Added)
        {
            Add(batch, InsertTransaction, ("txid", added.Id.ToArray()), ("received", added.Received.ToUnixTimeMilliseconds()),
                ("local", added.IsLocal), ("bytes", added.Bytes.ToArray()));
        }

        foreach (var txid in change.Removed) Add(batch, DeleteTransaction, ("txid", txid.ToArray()));
        foreach (var hash in change.Returned) Add(batch, DeleteUndone, ("hash", hash.ToArray()));
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
        return true;
    }, cancellation);
}
