using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace BloomCoin.Client.Connection;

/// <summary>Has every connection of the Orleans client seen: that it was taken, and what comes over it. Before TLS, which may fail.</summary>
internal sealed class ClientConnections(ConnectTrail trail, StandingConnections gateways) : IConfigureOptions<ClientConnectionOptions>
{
    public void Configure(ClientConnectionOptions options) => options.ConfigureConnection(connection =>
    {
        connection.Use(next => context =>
        {
            trail.Taken();
            return next(context);
        });
        connection.Use(gateways.Watch);
    });
}
