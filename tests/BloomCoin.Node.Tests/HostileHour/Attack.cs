using System.Net;
using BloomCoin.Peering;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>One kind of hostility: what its attackers do on each connection, and how wire-protocol says that those end.</summary>
/// <param name="Name">In words, for the report.</param>
/// <param name="Count">Attackers of this kind at any time.</param>
/// <param name="Conduct">One connection, until the node ends it.</param>
internal sealed record Attack(string Name, int Count, Func<Stranger, CancellationToken, Task> Conduct)
{
    /// <summary>Their networks begin here: below are those of the honest.</summary>
    private const int FirstNetwork = 30;

    private const int Networks = 200, HostsOfAKind = 50;

    /// <summary>What the node says of the end; null where they may stay.</summary>
    public DisconnectReason? Ends { get; init; }

    /// <summary>Other ends that are right too.</summary>
    public IReadOnlyList<DisconnectReason> OrEnds { get; init; } = [];

    /// <summary>Whether the score of who does it over and over falls below 0.1.</summary>
    public bool IsBanned { get; init; }

    /// <summary>The one /16 that they share; null where each has its own.</summary>
    public byte? Network { get; init; }

    /// <summary>When they come.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Bytes of their receive window; null for the system's.</summary>
    public int? ReceiveBuffer { get; init; }

    /// <summary>The test waits for an end of this kind only when it runs for longer.</summary>
    public TimeSpan Takes { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>An attacker's address: the third byte is the kind's, so that the node's log tells of whom it speaks.</summary>
    /// <param name="kind">The kind's number.</param>
    /// <param name="attacker">The attacker's, below <see cref="Count"/>.</param>
    /// <param name="move">How often it left an address for another.</param>
    public IPAddress AddressOf(byte kind, int attacker, int move)
    {
        var network = FirstNetwork + (((kind * 37) + (attacker * 7) + move) % Networks);
        var host = 1 + attacker + (HostsOfAKind * (move / Networks % 4));
        return new IPAddress([127, Network ?? (byte)network, kind, (byte)host]);
    }
}
