namespace BloomCoin.Peering.Limits;

/// <summary>One connection's place among those that wait for bandwidth; its state is the <see cref="BandwidthPacer"/>'s.</summary>
/// <param name="granted">Called when its time has come, perhaps under the pacer's lock: it only wakes the connection, which then asks again.</param>
public sealed class BandwidthTurn(Action granted)
{
    private LinkedListNode<BandwidthTurn>? _place;

    /// <summary>The one node that it stands in every line with: waiting allocates nothing.</summary>
    internal LinkedListNode<BandwidthTurn> Place => _place ??= new LinkedListNode<BandwidthTurn>(this);

    internal BandwidthRank Rank { get; set; }

    /// <summary>What it asked for.</summary>
    internal int Wanted { get; set; }

    /// <summary>Granted and not fetched.</summary>
    internal int Granted { get; set; }

    /// <summary>What it was given out of turn. It lets others pass until it is made up for.</summary>
    internal long Ahead { get; set; }

    internal bool IsWaiting => _place?.List is not null;

    internal void Wake() => granted();
}
