namespace BloomCoin.Abstractions.Reputation;

/// <summary>All bans, and the one writer of them. Key: "bans". Tells the gateways of each; a gateway that missed one asks for what is new.</summary>
/// <remarks>
/// Called once per ban, and by every gateway every two seconds. At most <see cref="Limit"/> bans stand: past that the one that score brought
/// about and that ends first makes room, because an attacker with a large IPv6 network can have any number of addresses banned.
/// </remarks>
[Alias("bans.v1")]
public interface IBanListGrain : IGrainWithStringKey
{
    /// <summary>The most bans that stand at a time.</summary>
    const int Limit = 20_000;

    /// <summary>The one grain's key; no hexadecimal number.</summary>
    const string Key = "bans";

    /// <summary>Adds a ban or replaces the address's. When this completes it is durable and on its way to every gateway.</summary>
    [Alias("add")]
    Task Add(AddressBan ban);

    /// <summary>Ends a ban. False when there was none.</summary>
    [Alias("lift")]
    Task<bool> Lift(string address);

    /// <summary>The address's ban; null when there is none.</summary>
    [Alias("find")]
    Task<AddressBan?> Find(string address);

    /// <summary>The bans that stand, those that end first first.</summary>
    [Alias("list")]
    Task<AddressBan[]> List(int skip, int count);

    /// <summary>All bans that stand, unless this version is known already: then null.</summary>
    [Alias("news")]
    Task<BanNews?> GetNews(BanVersion? known);
}

/// <summary>A state of the list.</summary>
/// <param name="Epoch">Names the activation that counts: after another one began, numbers of the old one say nothing.</param>
/// <param name="Number">Grows by one with every change.</param>
[GenerateSerializer, Immutable, Alias("bans.version.v1")]
public sealed record BanVersion([property: Id(0)] Guid Epoch, [property: Id(1)] long Number);

/// <summary>Bans on their way to a gateway.</summary>
/// <param name="Version">The list's after it.</param>
/// <param name="IsWhole">Whether this is the whole list; else it is what changed since the number before, and no use to who does not have that.</param>
/// <param name="Bans">Bans that stand.</param>
/// <param name="Lifted">Addresses whose ban ended before its time.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("bans.news.v1")]
public sealed record BanNews(
    [property: Id(0)] BanVersion Version, [property: Id(1)] bool IsWhole, [property: Id(2)] AddressBan[] Bans, [property: Id(3)] string[] Lifted);
