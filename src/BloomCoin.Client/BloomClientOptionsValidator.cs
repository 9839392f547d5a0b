using BloomCoin.Client.Connection;
using BloomCoin.Client.Tls;
using Microsoft.Extensions.Options;

namespace BloomCoin.Client;

/// <summary>Says which key is wrong, what it is and what would be right; all faults at once.</summary>
internal sealed class BloomClientOptionsValidator(TimeProvider time) : IValidateOptions<BloomClientOptions>
{
    public ValidateOptionsResult Validate(string? name, BloomClientOptions options)
    {
        var faults = new List<string>();
        for (var i = 0; i < options.Gateways.Count; i++)
        {
            if (!GatewayAddress.TryParse(options.Gateways[i], out _))
            {
                faults.Add($"{BloomClientOptions.Section}:Gateways:{i} is \"{options.Gateways[i]}\"; it must be {GatewayAddress.Form}");
            }
        }

        if (options.ConnectionString is { } connectionString)
        {
            if (options.Gateways.Count > 0)
                faults.Add($"{BloomClientOptions.Section}:Gateways and {BloomClientOptions.Section}:ConnectionString are both set; either names the silos, not both");
            if (ClusterMembership.Fault(connectionString) is { } fault)
                faults.Add($"{BloomClientOptions.Section}:ConnectionString must be an Npgsql connection string, such as Host=db;Database=bloomcoin;Username=bloom;Password=...: {fault}");
        }

        // A bare number binds as days: the ranges catch it.
        Check(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMinutes(5));
        Check(nameof(options.ResponseTimeout), options.ResponseTimeout, TimeSpan.FromMinutes(10));
        TlsIdentity.Read(options.Tls, BloomClientOptions.TlsSection, TlsSide.Client, time, out var tlsFaults);
        faults.AddRange(tlsFaults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string key, TimeSpan value, TimeSpan most)
        {
            if (value < TimeSpan.FromSeconds(1) || value > most)
            {
                faults.Add($"{BloomClientOptions.Section}:{key} is {value:c}; it must be from 00:00:01 to {most:c}");
            }
        }
    }
}
