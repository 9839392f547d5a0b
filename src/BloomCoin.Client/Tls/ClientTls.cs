using BloomCoin.Client.Connection;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace BloomCoin.Client.Tls;

/// <summary>Makes an Orleans client's connections as <see cref="BloomClientOptions.Tls"/> says. The files are read when the client starts.</summary>
internal sealed class ClientTls(IOptions<BloomClientOptions> bloom, IOptions<ConnectionOptions> connections, TimeProvider time, ConnectTrail trail)
    : IConfigureOptions<ClientConnectionOptions>
{
    public void Configure(ClientConnectionOptions options)
    {
        options.ConfigureConnection(connection => connection.Use(next => context =>
        {
            trail.Taken();
            return next(context);
        }));

        var identity = TlsIdentity.Read(bloom.Value.Tls, BloomClientOptions.TlsSection, TlsSide.Client, time, out var faults);
        if (faults.Count > 0) throw new OptionsValidationException(nameof(BloomClientOptions.Tls), typeof(BloomClientOptions), faults);
        if (identity is null) return;

        var tls = new TlsOptions();
        TlsPolicy.Apply(tls, identity, connections.Value.OpenConnectionTimeout, trail.Refused);
        options.ConfigureConnection(connection => connection.UseClientTls(tls));
    }
}
