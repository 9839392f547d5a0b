using Npgsql;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore : IAddressStore
{
    public async Task<byte[]> GetSecret(byte[] fresh, CancellationToken cancellation = default)
    {
        byte[]? kept = null;
        await Write(async connection =>
        {
            await using var insert = Command(connection, InsertSecret, ("bytes", fresh));
            await insert.ExecuteNonQueryAsync(cancellation);
            await using var select = Command(connection, SelectSecret);
            kept = (byte[])(await select.ExecuteScalarAsync(cancellation))!;
            return true;
        }, cancellation);
        return kept!;
    }

    public Task<IReadOnlyList<StoredAddress>> ReadAddresses(StoredAddress? after, int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredAddress>>(async connection =>
        {
            var addresses = new List<StoredAddress>();
            await using var command = Command(connection, SelectAddresses, ("address", after?.Address ?? []), ("port", after?.Port ?? 0), ("count", count));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) addresses.Add(StoredRows.AddressOf(reader));

            return addresses;
        }, cancellation);

    /// <summary>One round trip, however much changes.</summary>
    public Task Change(AddressChange change, CancellationToken cancellation = default) => Write(async connection =>
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (address, port) in change.Removed) Add(batch, DeleteAddress, ("address", address), ("port", port));
        foreach (var kept in change.Kept)
        {
            Add(batch, UpsertAddress, ("address", kept.Address), ("port", kept.Port), ("source", kept.Source), ("services", kept.Services),
                ("seen", kept.LastSeen), ("try", kept.LastTry), ("success", kept.LastSuccess), ("held", kept.LastHeld),
                ("failures", kept.Failures), ("tried", kept.IsTried));
        }

        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
        return true;
    }, cancellation);
}
