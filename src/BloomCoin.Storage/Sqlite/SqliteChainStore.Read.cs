using BloomCoin.Chain;
using Microsoft.Data.Sqlite;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.Sqlite;

internal sealed partial class SqliteChainStore
{
    private const string SelectBestHeight =
        "SELECT h.height FROM header h JOIN best_chain c ON c.height = h.height AND c.header_id = h.id WHERE h.hash = @hash";

    private const string SelectBlock = "SELECT h.bytes, b.bytes FROM header h JOIN body b ON b.header_id = h.id WHERE h.hash = @hash";

    public Task<ChainTip?> ReadTip(CancellationToken cancellation = default) => Read(TipOf, cancellation);

    public Task<StoredHeader?> FindHeader(Hash256 hash, CancellationToken cancellation = default) => Read(connection =>
    {
        using var command = Command(connection, SelectHeader, ("@hash", hash.ToArray()));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new StoredHeader(hash, reader.GetInt32(0), StoredRows.WorkOf(reader, 1), reader.GetBoolean(3), reader.GetFieldValue<byte[]>(2))
            : null;
    }, cancellation);

    public Task<int[]> Locate(IReadOnlyList<Hash256> hashes, CancellationToken cancellation = default) => Read(connection =>
    {
        var heights = new int[hashes.Count];
        using var command = Command(connection, SelectBestHeight);
        var hash = Add(command, "@hash");
        for (var i = 0; i < heights.Length; i++)
        {
            hash.Value = hashes[i].ToArray();
            heights[i] = command.ExecuteScalar() is long height ? (int)height : -1;
        }

        return heights;
    }, cancellation);

    public Task<BranchPath?> FindBranch(Hash256 hash, CancellationToken cancellation = default) => Read(connection =>
    {
        using var command = Command(connection, SelectBranch, ("@hash", hash.ToArray()));
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return null;

        var fork = reader.GetInt32(0);
        var blocks = new List<Hash256>();
        while (reader.Read()) blocks.Add(StoredRows.HashOf(reader, 1));
        return new BranchPath(fork, blocks);
    }, cancellation);

    public Task<byte[]> ReadAncestors(Hash256 hash, int count, CancellationToken cancellation = default) =>
        ReadHeaderRows(SelectAncestors, count, cancellation, ("@hash", hash.ToArray()), ("@count", count));

    public Task<byte[]> ReadHeaders(int start, int count, CancellationToken cancellation = default) =>
        ReadHeaderRows(SelectHeaders, count, cancellation, ("@start", start), ("@count", count));

    public Task<IReadOnlyList<byte[]?>> ReadBlocks(IReadOnlyList<Hash256> hashes, long maxBytes, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<byte[]?>>(connection =>
        {
            var blocks = new List<byte[]?>(hashes.Count);
            var read = 0L;
            using var command = Command(connection, SelectBlock);
            var hash = Add(command, "@hash");
            for (var i = 0; i < hashes.Count && (read == 0 || read < maxBytes); i++)
            {
                hash.Value = hashes[i].ToArray();
                using var reader = command.ExecuteReader();
                blocks.Add(reader.Read() ? [.. reader.GetFieldValue<byte[]>(0), .. reader.GetFieldValue<byte[]>(1)] : null);
                read += blocks[i]?.Length ?? 0;
            }

            return blocks;
        }, cancellation);

    private static ChainTip? TipOf(SqliteConnection connection)
    {
        using var command = Command(connection, SelectTip);
        using var reader = command.ExecuteReader();
        return reader.Read() ? StoredRows.TipOf(reader) : null;
    }

    private Task<byte[]> ReadHeaderRows(string sql, int count, CancellationToken cancellation, params (string Name, object? Value)[] parameters) =>
        count <= 0 ? Task.FromResult<byte[]>([]) : Read(connection =>
        {
            using var command = Command(connection, sql, parameters);
            using var reader = command.ExecuteReader();
            using var headers = new MemoryStream();
            while (reader.Read())
                headers.Write(reader.GetFieldValue<byte[]>(0));
            return headers.ToArray();
        }, cancellation);
}
