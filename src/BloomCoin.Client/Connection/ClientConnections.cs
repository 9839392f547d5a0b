using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace BloomCoin.Client.Connection;

/// <summary>Has every connection of the Orleans client watched, once it is agreed on: behind TLS, so that a gateway that fails at that is none.</summary>
internal sealed class ClientConnections(StandingConnections gateways) : IConfigureOptions<ClientConnectionOptions>
{
    public void Configure(ClientConnectionOptions options) => options.ConfigureConnection(connection => connection.Use(gateways.Watch));
}
