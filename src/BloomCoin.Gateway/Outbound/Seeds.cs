using System.Net;
using System.Net.Sockets;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Outbound;

/// <summary>Where a node without addresses gets its first ones: the configured names, all their addresses, into the address book. They are hearsay like any other.</summary>
/// <param name="seeds">See <see cref="GatewayOptions.Seeds"/>.</param>
/// <param name="context">The gateway's.</param>
/// <param name="resolve">DNS.</param>
internal sealed class Seeds(IReadOnlyList<DnsEndPoint> seeds, GatewayContext context, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>Addresses that one name may bring: DNS is another stranger.</summary>
    public const int MaxAddresses = 256;

    /// <summary>A book of fewer addresses is nearly empty.</summary>
    public const int FewAddresses = 16;

    private bool _wereAsked;
    private long _asked;

    /// <summary>Asks the seeds when it is time and the book is nearly empty.</summary>
    /// <returns>Whether they were asked.</returns>
    public async Task<bool> AskWhenNeeded(TimeSpan every, CancellationToken stopping)
    {
        if (seeds.Count == 0 || (_wereAsked && context.Time.GetElapsedTime(_asked) < every)) return false;
        (_wereAsked, _asked) = (true, context.Time.GetTimestamp());
        var known = await context.Addresses.Book.GetStatistics();
        if (known.New + known.Tried >= FewAddresses) return false;
        foreach (var seed in seeds) await Ask(seed, stopping);
        return true;
    }

    private async Task Ask(DnsEndPoint seed, CancellationToken stopping)
    {
        try
        {
            var addresses = await resolve(seed.Host, stopping);
            if (addresses.Length > MaxAddresses) addresses = addresses[..MaxAddresses];
            context.Log.SeedAnswered(seed.Host, addresses.Length);
            if (addresses.Length > 0) await context.Addresses.Book.Add(new AddressBatch(addresses[0], Encode(addresses, seed.Port)));
        }
        catch (SocketException exception)
        {
            context.Log.SeedFailed(seed.Host, exception.Message);
        }
    }

    private byte[] Encode(IPAddress[] addresses, int port)
    {
        var now = (uint)context.Time.GetUtcNow().ToUnixTimeSeconds();
        var blob = new byte[addresses.Length * AddressEntry.Size];
        AddressEntry[] entries = [.. addresses.Select(address => new AddressEntry(now, PeerSession.OwnServices, NetworkAddress.From(new IPEndPoint(address, port))))];
        ItemList.Encode<AddressEntry, AddressEntry>(entries, blob);
        return blob;
    }
}
