using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway.Addresses;

/// <summary>The way of addresses through this gateway: from peers to the book, and what is fresh and new on to two others, so that a node that joins becomes known.</summary>
/// <remarks>What peers can send through here is bounded by the allowance of each connection: an address in 10 s.</remarks>
internal sealed class AddressRelay(IGrainFactory grains, SessionRegistry sessions, TimeProvider time, Random random, ILogger log)
{
    /// <summary>An ADDR of more than this is an answer, or a flood: it is not passed on.</summary>
    public const int MaxCount = 10;

    /// <summary>Peers that an address is passed on to.</summary>
    private const int Fanout = 2;

    /// <summary>An address that was seen longer ago is old news.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public IAddressBookGrain Book => grains.GetGrain<IAddressBookGrain>(IAddressBookGrain.Key);

    /// <summary>Hands a peer's addresses to the book. Ones that are lost are told again some day.</summary>
    /// <param name="from">The peer.</param>
    /// <param name="blob">Entries as ADDR has them.</param>
    /// <param name="mayBeRelayed">Whether they came as news.</param>
    public async Task Take(PeerSession from, byte[] blob, bool mayBeRelayed)
    {
        try
        {
            var added = await Book.Add(new AddressBatch(from.Connection.Remote.Address, blob));
            if (added > 0 && mayBeRelayed) Relay(from, blob);
        }
        catch (Exception exception)
        {
            log.AddressesLost(exception, blob.Length / AddressEntry.Size);
        }
    }

    /// <summary>An address turned out to be this node's own.</summary>
    public async Task MarkOwn(IPEndPoint address)
    {
        try
        {
            await Book.MarkOwn(address);
        }
        catch (Exception exception)
        {
            log.AddressesLost(exception, 1);
        }
    }

    private void Relay(PeerSession from, byte[] blob)
    {
        var fresh = FreshOf(blob);
        if (fresh.Length == 0) return;
        PeerSession[] others = [.. sessions.AllEstablished.Where(session => session != from)];
        random.Shuffle(others);
        foreach (var session in others.Take(Fanout)) session.Send(new AddrMessage(new AddressList(fresh)));
    }

    private byte[] FreshOf(byte[] blob)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var fresh = new List<byte>(blob.Length);
        foreach (var entry in blob.Chunk(AddressEntry.Size))
        {
            if (Math.Abs(now - AddressEntry.Read(entry).LastSeen) <= (long)Fresh.TotalSeconds) fresh.AddRange(entry);
        }

        return [.. fresh];
    }
}
