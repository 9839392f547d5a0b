using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Peering.Reputation;

namespace BloomCoin.Grains.Addresses;

/// <summary>
/// What addresses have earned, as the book last heard: outbound peers are picked by it (wire-protocol 7). Asked for every address that is
/// drawn, so it answers from memory. At most <see cref="Limit"/>; past that, the one heard of longest ago makes room.
/// </summary>
internal sealed class AddressScores(TimeProvider time)
{
    public const int Limit = 20_000;

    private readonly Dictionary<string, ReputationScore> _scores = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>An account's score changed.</summary>
    public void Take(string account, ReputationScore score)
    {
        if (!_scores.ContainsKey(account)) _order.Enqueue(account);
        _scores[account] = score;
        if (_order.Count > Limit) _scores.Remove(_order.Dequeue());
    }

    /// <summary>0 to 2, 1 for one that nothing is known of; 0, for one that would be banned, keeps it from being dialled.</summary>
    public double ScoreOf(IPAddress address)
    {
        if (!_scores.TryGetValue(PeerAddress.AccountOf(address), out var score)) return ReputationScore.Neutral;
        var value = score.ValueAt(time.GetUtcNow());
        return value < ReputationScore.BanBelow ? 0 : value;
    }
}
