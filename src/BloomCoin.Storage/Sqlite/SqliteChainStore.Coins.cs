using BloomCoin.Chain;
using Microsoft.Data.Sqlite;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.Sqlite;

internal sealed partial class SqliteChainStore : ICoinStore
{
    private const string InsertCoin = """
        INSERT INTO coin (txid, position, amount, address, height, is_coinbase, spent_height)
        VALUES (@txid, @position, @amount, @address, @height, @coinbase, @spent)
        """;

    private const string SpendCoin =
        "UPDATE coin SET spent_height = @height WHERE txid = @txid AND position = @position AND spent_height IS NULL";

    private const string SelectCoin =
        "SELECT amount, address, height, is_coinbase, spent_height FROM coin WHERE txid = @txid AND position = @position";

    public Task<IReadOnlyList<StoredCoin?>> ReadCoins(IReadOnlyList<OutPoint> outputs, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredCoin?>>(connection =>
        {
            var coins = new StoredCoin?[outputs.Count];
            using var command = Command(connection, SelectCoin);
            var (txid, position) = (Add(command, "@txid"), Add(command, "@position"));
            for (var i = 0; i < coins.Length; i++)
            {
                (txid.Value, position.Value) = (outputs[i].TxId.ToArray(), (long)outputs[i].Index);
                using var reader = command.ExecuteReader();
                if (reader.Read()) coins[i] = StoredRows.CoinOf(reader);
            }

            return coins;
        }, cancellation);

    public Task<AddressBalance> ReadBalance(Hash256 address, CancellationToken cancellation = default) => Read(connection =>
    {
        var tip = TipOf(connection);
        using var command = Command(connection, SelectBalance, ("@address", address.ToArray()), ("@mature", CoinMaturity.LastMature(tip)));
        using var reader = command.ExecuteReader();
        reader.Read();
        return StoredRows.BalanceOf(reader, tip);
    }, cancellation);

    public Task<IReadOnlyList<UnspentOutput>> ReadUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<UnspentOutput>>(connection =>
        {
            var unspent = new List<UnspentOutput>();
            using var command = Command(connection, SelectUnspent,
                ("@address", address.ToArray()), ("@txid", after?.TxId.ToArray() ?? []), ("@position", after?.Index ?? -1L), ("@count", count));
            using var reader = command.ExecuteReader();
            while (reader.Read()) unspent.Add(StoredRows.UnspentOf(reader, address));
            return unspent;
        }, cancellation);

    public Task<CoinSupply> ReadSupply(CancellationToken cancellation = default) => Read(connection =>
    {
        using var command = Command(connection, SelectSupply);
        using var reader = command.ExecuteReader();
        reader.Read();
        return new CoinSupply(TipOf(connection), (ulong)reader.GetInt64(1), reader.GetInt64(0));
    }, cancellation);

    /// <summary>Writes the outputs of a chain that was stored before there was a table for them.</summary>
    public Task BuildMissingCoins(CancellationToken cancellation) => Write(connection =>
    {
        using var lacking = Command(connection, LacksCoins);
        if (Convert.ToBoolean(lacking.ExecuteScalar(), null)) WriteCoinsFrom(connection, 0);
        return true;
    }, cancellation);

    /// <summary>Writes the outputs of the best chain from a height on, a bounded piece at a time.</summary>
    private static void WriteCoinsFrom(SqliteConnection connection, int height)
    {
        for (var count = StoredBlocks.Chunk; count == StoredBlocks.Chunk; height += count)
        {
            var changes = new CoinChanges();
            count = 0;
            using var command = Command(connection, SelectBestBlocks, ("@start", height), ("@count", StoredBlocks.Chunk));
            using (var reader = command.ExecuteReader())
            {
                for (; reader.Read(); count++) changes.Add(StoredRows.BlockOf(reader), height + count);
            }

            WriteCoins(connection, changes);
        }
    }

    private static void WriteCoins(SqliteConnection connection, CoinChanges changes)
    {
        using var insert = Command(connection, InsertCoin);
        var (txid, position, amount) = (Add(insert, "@txid"), Add(insert, "@position"), Add(insert, "@amount"));
        var (address, height) = (Add(insert, "@address"), Add(insert, "@height"));
        var (coinbase, spent) = (Add(insert, "@coinbase"), Add(insert, "@spent"));
        foreach (var (output, made) in changes.Made)
        {
            (txid.Value, position.Value, amount.Value) = (output.TxId.ToArray(), (long)output.Index, (long)made.Coin.Amount);
            (address.Value, height.Value) = (made.Coin.Address.ToArray(), made.Coin.Height);
            (coinbase.Value, spent.Value) = (made.Coin.IsCoinbase, (object?)made.SpentHeight ?? DBNull.Value);
            insert.ExecuteNonQuery();
        }

        var found = 0;
        using var spend = Command(connection, SpendCoin);
        var (by, spentTxid, spentPosition) = (Add(spend, "@height"), Add(spend, "@txid"), Add(spend, "@position"));
        foreach (var (output, spender) in changes.Spent)
        {
            (by.Value, spentTxid.Value, spentPosition.Value) = (spender, output.TxId.ToArray(), (long)output.Index);
            found += spend.ExecuteNonQuery();
        }

        if (found != changes.Spent.Count) throw CoinChanges.NotUnspent(changes.Spent.Count, found);
    }
}
