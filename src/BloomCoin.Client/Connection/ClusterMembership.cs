using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;

namespace BloomCoin.Client.Connection;

/// <summary>The silos that are alive, as the cluster's own membership table has them: Orleans' ADO.NET clustering on the node's PostgreSQL.</summary>
internal static class ClusterMembership
{
    /// <summary>Orleans' name for the provider.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>How often the table is read. A silo that died is not called over for longer than this, and a new one is found.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(10);

    public static void Use(IClientBuilder client)
    {
        client.Services.AddKeyedSingleton(Invariant, (provider, _) =>
            NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<BloomClientOptions>>().Value.ConnectionString!));
        client.UseAdoNetClustering(options => options.Configure<IServiceProvider>((membership, provider) =>
            (membership.Invariant, membership.DataSource) = (Invariant, provider.GetRequiredKeyedService<NpgsqlDataSource>(Invariant))));
        client.Services.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = Refresh);
    }

    /// <summary>What is wrong with a connection string, in words that show nothing of its password; null when nothing is.</summary>
    public static string? Fault(string connectionString)
    {
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host) ? "it names no Host" : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return "Npgsql does not understand it";
        }
    }

    /// <summary>The database, for a person.</summary>
    public static string NameOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"database {settings.Database ?? settings.Username} on {settings.Host}:{settings.Port}";
    }

    /// <summary>What a person should look at where the database itself is what fails.</summary>
    public static string Hint(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            if (at is NpgsqlException) return $": {at.Message}";
        }

        return "";
    }
}
