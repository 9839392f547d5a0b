using Microsoft.Data.Sqlite;
using static BloomCoin.Storage.ReputationSql;

namespace BloomCoin.Storage.Sqlite;

internal sealed partial class SqliteChainStore : IReputationStore
{
    public Task<StoredScore?> ReadScore(string address, CancellationToken cancellation = default) => Read(connection =>
    {
        using var command = Command(connection, SelectScore, ("@address", address));
        using var reader = command.ExecuteReader();
        return reader.Read() ? StoredRows.ScoreOf(reader) : null;
    }, cancellation);

    public Task<IReadOnlyList<StoredScore>> ReadScores(int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredScore>>(connection =>
        {
            var scores = new List<StoredScore>();
            using var command = Command(connection, SelectScores, ("@count", count));
            using var reader = command.ExecuteReader();
            while (reader.Read()) scores.Add(StoredRows.ScoreOf(reader));

            return scores;
        }, cancellation);

    public Task SaveScore(StoredScore score, CancellationToken cancellation = default) => Write(connection =>
    {
        Execute(connection, UpsertScore, ("@address", score.Address), ("@score", score.Score), ("@scored", score.At.ToUnixTimeMilliseconds()));
        return true;
    }, cancellation);

    public Task PruneScores(DateTimeOffset olderThan, int keep, CancellationToken cancellation = default) => Write(connection =>
    {
        Execute(connection, DeleteOldScores, ("@before", olderThan.ToUnixTimeMilliseconds()));
        Execute(connection, DeleteSurplusScores, ("@keep", keep));
        return true;
    }, cancellation);

    public Task<IReadOnlyList<StoredBan>> ReadBans(DateTimeOffset after, int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredBan>>(connection =>
        {
            var bans = new List<StoredBan>();
            using var command = Command(connection, SelectBans, ("@after", after.ToUnixTimeMilliseconds()), ("@count", count));
            using var reader = command.ExecuteReader();
            while (reader.Read()) bans.Add(StoredRows.BanOf(reader));

            return bans;
        }, cancellation);

    public Task ChangeBans(StoredBan? added, IReadOnlyList<string> lifted, CancellationToken cancellation = default) => Write(connection =>
    {
        foreach (var address in lifted) Execute(connection, DeleteBan, ("@address", address));
        if (added is not null)
        {
            Execute(connection, UpsertBan, ("@address", added.Address), ("@since", added.Since.ToUnixTimeMilliseconds()),
                ("@until", added.Until.ToUnixTimeMilliseconds()), ("@reason", added.Reason), ("@manual", added.IsManual));
        }

        return true;
    }, cancellation);

    private static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }
}
