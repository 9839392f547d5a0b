using Npgsql;
using static BloomCoin.Storage.ReputationSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore : IReputationStore
{
    public Task<StoredScore?> ReadScore(string address, CancellationToken cancellation = default) => Read(async connection =>
    {
        await using var command = Command(connection, SelectScore, ("address", address));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? StoredRows.ScoreOf(reader) : null;
    }, cancellation);

    public Task<IReadOnlyList<StoredScore>> ReadScores(int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredScore>>(async connection =>
        {
            var scores = new List<StoredScore>();
            await using var command = Command(connection, SelectScores, ("count", count));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) scores.Add(StoredRows.ScoreOf(reader));

            return scores;
        }, cancellation);

    public Task SaveScore(StoredScore score, CancellationToken cancellation = default) => Write(async connection =>
    {
        await using var command = Command(
            connection, UpsertScore, ("address", score.Address), ("score", score.Score), ("scored", score.At.ToUnixTimeMilliseconds()));
        await command.ExecuteNonQueryAsync(cancellation);
        return true;
    }, cancellation);

    public Task PruneScores(DateTimeOffset olderThan, int keep, CancellationToken cancellation = default) => Write(async connection =>
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, DeleteOldScores, ("before", olderThan.ToUnixTimeMilliseconds()));
        Add(batch, DeleteSurplusScores, ("keep", keep));
        await batch.ExecuteNonQueryAsync(cancellation);
        return true;
    }, cancellation);

    public Task<IReadOnlyList<StoredBan>> ReadBans(DateTimeOffset after, int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredBan>>(async connection =>
        {
            var bans = new List<StoredBan>();
            await using var command = Command(connection, SelectBans, ("after", after.ToUnixTimeMilliseconds()), ("count", count));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) bans.Add(StoredRows.BanOf(reader));

            return bans;
        }, cancellation);

    public Task ChangeBans(StoredBan? added, IReadOnlyList<string> lifted, CancellationToken cancellation = default) => Write(async connection =>
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var address in lifted) Add(batch, DeleteBan, ("address", address));
        if (added is not null)
        {
            Add(batch, UpsertBan, ("address", added.Address), ("since", added.Since.ToUnixTimeMilliseconds()),
                ("until", added.Until.ToUnixTimeMilliseconds()), ("reason", added.Reason), ("manual", added.IsManual));
        }

        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
        return true;
    }, cancellation);
}
