using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.Sqlite;

internal sealed partial class SqliteChainStore : IAddressStore
{
    public async Task<byte[]> GetSecret(byte[] fresh, CancellationToken cancellation = default)
    {
        byte[]? kept = null;
        await Write(connection =>
        {
            using var insert = Command(connection, InsertSecret, ("@bytes", fresh));
            insert.ExecuteNonQuery();
            using var select = Command(connection, SelectSecret);
            kept = (byte[])select.ExecuteScalar()!;
            return true;
        }, cancellation);
        return kept!;
    }

    public Task<IReadOnlyList<StoredAddress>> ReadAddresses(StoredAddress? after, int count, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredAddress>>(connection =>
        {
            var addresses = new List<StoredAddress>();
            using var command = Command(connection, SelectAddresses, ("@address", after?.Address ?? []), ("@port", after?.Port ?? 0), ("@count", count));
            using var reader = command.ExecuteReader();
            while (reader.Read()) addresses.Add(StoredRows.AddressOf(reader));

            return addresses;
        }, cancellation);

    public Task Change(AddressChange change, CancellationToken cancellation = default) => Write(connection =>
    {
        using var delete = Command(connection, DeleteAddress);
        var (goneAddress, gonePort) = (Add(delete, "@address"), Add(delete, "@port"));
        foreach (var removed in change.Removed)
        {
            (goneAddress.Value, gonePort.Value) = removed;
            delete.ExecuteNonQuery();
        }

        using var upsert = Command(connection, UpsertAddress);
        var (address, port) = (Add(upsert, "@address"), Add(upsert, "@port"));
        var (source, services) = (Add(upsert, "@source"), Add(upsert, "@services"));
        var (seen, tried) = (Add(upsert, "@seen"), Add(upsert, "@try"));
        var (success, held) = (Add(upsert, "@success"), Add(upsert, "@held"));
        var (failures, isTried) = (Add(upsert, "@failures"), Add(upsert, "@tried"));
        foreach (var kept in change.Kept)
        {
            (address.Value, port.Value) = (kept.Address, kept.Port);
            (source.Value, services.Value) = (kept.Source, kept.Services);
            (seen.Value, tried.Value) = (kept.LastSeen, kept.LastTry);
            (success.Value, held.Value) = (kept.LastSuccess, kept.LastHeld);
            (failures.Value, isTried.Value) = (kept.Failures, kept.IsTried);
            upsert.ExecuteNonQuery();
        }

        return true;
    }, cancellation);
}
