namespace BloomCoin.Storage;

/// <summary>The address book's rows: where other nodes are and how it went with them.</summary>
public interface IAddressStore
{
    /// <summary>The secret that places addresses in the book. The first one ever given is kept and stays.</summary>
    /// <param name="fresh">32 bytes for a store that has none.</param>
    /// <param name="cancellation">Stops the call.</param>
    Task<byte[]> GetSecret(byte[] fresh, CancellationToken cancellation = default);

    /// <summary>Known addresses in the order of address and port.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Stops the call.</param>
    Task<IReadOnlyList<StoredAddress>> ReadAddresses(StoredAddress? after, int count, CancellationToken cancellation = default);

    /// <summary>Applies all of a change or nothing. A row that is there is replaced; one that is gone already stays so.</summary>
    Task Change(AddressChange change, CancellationToken cancellation = default);
}

/// <summary>One address. Times are unix seconds, 0 for never.</summary>
/// <param name="Address">16 bytes, IPv6; IPv4 is mapped.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="Source">Who told of it: 16 bytes.</param>
/// <param name="Services">Service bits of wire-protocol 3, as a signed number.</param>
public sealed record StoredAddress(byte[] Address, int Port, byte[] Source, long Services)
{
    /// <summary>When somebody last saw it.</summary>
    public long LastSeen { get; init; }

    /// <summary>When this node last dialled it.</summary>
    public long LastTry { get; init; }

    /// <summary>When a handshake with it last succeeded.</summary>
    public long LastSuccess { get; init; }

    /// <summary>When an outbound connection to it was last worth keeping.</summary>
    public long LastHeld { get; init; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; init; }

    /// <summary>Whether it answered and is in that half of the book.</summary>
    public bool IsTried { get; init; }
}

/// <summary>What changes in one transaction.</summary>
/// <param name="Kept">Rows to write.</param>
/// <param name="Removed">Addresses to forget: 16 bytes and a port each.</param>
public sealed record AddressChange(IReadOnlyList<StoredAddress> Kept, IReadOnlyList<(byte[] Address, int Port)> Removed);
