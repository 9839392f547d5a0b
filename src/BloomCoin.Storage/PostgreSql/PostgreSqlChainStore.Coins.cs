using BloomCoin.Chain;
using Npgsql;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore : ICoinStore
{
    private const string InsertCoins = """
        INSERT INTO coin (txid, position, amount, address, height, is_coinbase, spent_height)
        SELECT * FROM unnest(@txids, @positions, @amounts, @addresses, @heights, @coinbases, @spent)
        """;

    private const string SpendCoins = """
        UPDATE coin c SET spent_height = s.height
        FROM unnest(@txids, @positions, @heights) AS s (txid, position, height)
        WHERE c.txid = s.txid AND c.position = s.position AND c.spent_height IS NULL
        """;

    private const string SelectCoins = """
        SELECT c.amount, c.address, c.height, c.is_coinbase, c.spent_height
        FROM unnest(@txids, @positions) WITH ORDINALITY AS a (txid, position, ordinal)
        LEFT JOIN coin c ON c.txid = a.txid AND c.position = a.position
        ORDER BY a.ordinal
        """;

    public Task<IReadOnlyList<StoredCoin?>> ReadCoins(IReadOnlyList<OutPoint> outputs, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredCoin?>>(async connection =>
        {
            var coins = new List<StoredCoin?>(outputs.Count);
            await using var command = Command(connection, SelectCoins, ("txids", Txids(outputs)), ("positions", Positions(outputs)));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                coins.Add(await reader.IsDBNullAsync(0, cancellation) ? null : StoredRows.CoinOf(reader));
            return coins;
        }, cancellation);

    /// <summary>Both statements see one state: between them the tip could move.</summary>
    public Task<AddressBalance> ReadBalance(Hash256 address, CancellationToken cancellation = default) => ReadSnapshot(async connection =>
    {
        var tip = await TipOf(connection, cancellation);
        await using var command = Command(
            connection, SelectBalance, ("address", address.ToArray()), ("mature", CoinMaturity.LastMature(tip)));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return StoredRows.BalanceOf(reader, tip);
    }, cancellation);

    public Task<IReadOnlyList<UnspentOutput>> ReadUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<UnspentOutput>>(async connection =>
        {
            var unspent = new List<UnspentOutput>();
            await using var command = Command(connection, SelectUnspent,
                ("address", address.ToArray()), ("txid", after?.TxId.ToArray() ?? []), ("position", after?.Index ?? -1L), ("count", count));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) unspent.Add(StoredRows.UnspentOf(reader, address));
            return unspent;
        }, cancellation);

    /// <inheritdoc cref="ReadBalance"/>
    public Task<CoinSupply> ReadSupply(CancellationToken cancellation = default) => ReadSnapshot(async connection =>
    {
        var tip = await TipOf(connection, cancellation);
        await using var command = Command(connection, SelectSupply);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new CoinSupply(tip, (ulong)reader.GetInt64(1), reader.GetInt64(0));
    }, cancellation);

    /// <summary>Writes the outputs of a chain that was stored before there was a table for them. Another silo may do it first.</summary>
    public Task BuildMissingCoins(CancellationToken cancellation) => Write(async connection =>
    {
        await Execute(connection, LockTip, cancellation);
        await using var lacking = Command(connection, LacksCoins);
        if ((bool)(await lacking.ExecuteScalarAsync(cancellation))!) await WriteCoinsFrom(connection, 0, cancellation);
        return true;
    }, cancellation);

    /// <summary>Writes the outputs of the best chain from a height on, a bounded piece at a time.</summary>
    private static async Task WriteCoinsFrom(NpgsqlConnection connection, int height, CancellationToken cancellation)
    {
        for (var count = StoredBlocks.Chunk; count == StoredBlocks.Chunk; height += count)
        {
            var changes = new CoinChanges();
            count = 0;
            await using var command = Command(connection, SelectBestBlocks, ("start", height), ("count", StoredBlocks.Chunk));
            await using (var reader = await command.ExecuteReaderAsync(cancellation))
            {
                for (; await reader.ReadAsync(cancellation); count++) changes.Add(StoredRows.BlockOf(reader), height + count);
            }

            await using var batch = new NpgsqlBatch(connection);
            await WriteCoins(batch, changes, cancellation);
        }
    }

    /// <summary>Runs a batch, with what blocks do to the outputs at its end.</summary>
    private static async Task WriteCoins(NpgsqlBatch batch, CoinChanges changes, CancellationToken cancellation)
    {
        if (changes.Made.Count > 0) AddMade(batch, changes.Made);
        var outputs = changes.Spent.Select(spent => spent.Output).ToList();
        var spend = outputs.Count == 0 ? null : Add(batch, SpendCoins,
            ("txids", Txids(outputs)), ("positions", Positions(outputs)), ("heights", changes.Spent.Select(spent => spent.Height).ToArray()));
        if (batch.BatchCommands.Count == 0) return;

        await batch.ExecuteNonQueryAsync(cancellation);
        if (spend is not null && spend.RecordsAffected != outputs.Count) throw CoinChanges.NotUnspent(outputs.Count, spend.RecordsAffected);
    }

    private static void AddMade(NpgsqlBatch batch, IReadOnlyDictionary<OutPoint, StoredCoin> made)
    {
        var outputs = made.Keys.ToList();
        var coins = made.Values.ToList();
        Add(batch, InsertCoins,
            ("txids", Txids(outputs)),
            ("positions", Positions(outputs)),
            ("amounts", coins.ConvertAll(one => (long)one.Coin.Amount)),
            ("addresses", coins.ConvertAll(one => one.Coin.Address.ToArray())),
            ("heights", coins.ConvertAll(one => one.Coin.Height)),
            ("coinbases", coins.ConvertAll(one => one.Coin.IsCoinbase)),
            ("spent", coins.ConvertAll(one => one.SpentHeight)));
    }

    private static byte[][] Txids(IReadOnlyCollection<OutPoint> outputs) => [.. outputs.Select(output => output.TxId.ToArray())];

    private static long[] Positions(IReadOnlyCollection<OutPoint> outputs) => [.. outputs.Select(output => (long)output.Index)];
}
