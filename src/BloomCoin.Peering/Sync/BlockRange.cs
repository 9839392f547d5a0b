namespace BloomCoin.Peering.Sync;

/// <summary>Consecutive blocks of the branch that is downloaded: asked for, delivered, or in need of somebody to ask.</summary>
public sealed class BlockRange(int start, int count)
{
    private readonly List<BlockAsk> _asks = [];

    /// <summary>The height of its first block.</summary>
    public int Start { get; private set; } = start;

    public int Count { get; private set; } = count;

    /// <summary>The height after its last block.</summary>
    public int End => Start + Count;

    /// <summary>Its blocks as one blob; null until they are delivered.</summary>
    public byte[]? Blocks { get; private set; }

    /// <summary>Who delivered them.</summary>
    public PeerLoad? Deliverer { get; private set; }

    public bool IsMissing => Blocks is null;

    /// <summary>Requests whose answers would still fit.</summary>
    internal IEnumerable<BlockAsk> Fitting => _asks.Where(ask => ask.Start == Start && ask.Count == Count);

    /// <summary>Whether somebody who is not late is asked for it.</summary>
    internal bool IsAsked => Fitting.Any(ask => !ask.IsOverdue);

    /// <summary>All requests for it without an answer, those that no longer fit too.</summary>
    internal IReadOnlyList<BlockAsk> Asks => _asks;

    internal bool IsAskedOf(PeerLoad peer) => _asks.Exists(ask => ask.Peer == peer);

    internal bool Fits(BlockAsk ask) => IsMissing && ask.Start == Start && ask.Count == Count;

    internal void Ask(BlockAsk ask) => _asks.Add(ask);

    internal void Release(BlockAsk ask) => _asks.Remove(ask);

    internal void Deliver(PeerLoad peer, byte[] blocks) => (Deliverer, Blocks) = (peer, blocks);

    /// <summary>Its first blocks are a matter of their own now; what is left is missing.</summary>
    internal void CutFront(int blocks)
    {
        Start += blocks;
        Count -= blocks;
        (Deliverer, Blocks) = (null, null);
    }
}
