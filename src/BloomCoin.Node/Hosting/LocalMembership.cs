using System.Data.Common;

namespace BloomCoin.Node.Hosting;

/// <summary>Membership of a node that is a cluster of its own.</summary>
internal static class LocalMembership
{
    /// <summary>Forgets the silos of earlier runs. The data folder has one owner at a time, so whatever is written there is dead; a new silo would wait for it.</summary>
    public static async Task Forget(DbDataSource orleans, string clusterId, CancellationToken cancellation)
    {
        await using var connection = await orleans.OpenConnectionAsync(cancellation);
        await using var query = connection.CreateCommand();
        query.CommandText = "SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'DeleteMembershipTableEntriesKey'";
        var text = (string)(await query.ExecuteScalarAsync(cancellation))!;

        await using var delete = connection.CreateCommand();
        delete.CommandText = text;
        var id = delete.CreateParameter();
        (id.ParameterName, id.Value) = ("@DeploymentId", clusterId);
        delete.Parameters.Add(id);
        await delete.ExecuteNonQueryAsync(cancellation);
    }
}
