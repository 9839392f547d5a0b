using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

public sealed partial class AddressTable
{
    /// <summary>The part of the table that one GET_ADDR shows.</summary>
    public const double SampleShare = 0.23;

    /// <summary>Draws before everything is looked at.</summary>
    private const int Draws = 50;

    /// <summary>What one draw in vain raises the chances by (Bitcoin Core's).</summary>
    private const double Patience = 1.2;

    /// <summary>Addresses to dial, best drawn first; no two of them the same, and as many of one network as there are: the caller knows its networks.</summary>
    /// <param name="count">At most this many.</param>
    /// <param name="weight">What the caller thinks of an address: a score of 0 to 2 (wire-protocol 7), 0 for one that is not to be dialled.</param>
    public IReadOnlyList<NetworkAddress> Select(int count, Func<NetworkAddress, double> weight)
    {
        var chosen = new List<NetworkAddress>();
        double Weight(NetworkAddress address) => chosen.Contains(address) ? 0 : weight(address);
        while (chosen.Count < count && SelectOne(Weight) is { } one) chosen.Add(one.Address);
        return chosen;
    }

    /// <summary>What one GET_ADDR is told: 23 % of all, at most 1000, by chance, no terrible ones.</summary>
    public IReadOnlyList<KnownAddress> Sample()
    {
        var now = Now;
        var count = Math.Min(AddrMessage.MaxCount, (int)Math.Ceiling(_all.Count * SampleShare));
        var looked = new HashSet<int>(count);
        var sample = new List<KnownAddress>(count);
        while (looked.Count < count)
        {
            var index = _random.Next(_all.Count);
            if (looked.Add(index) && !_all[index].IsTerrible(now)) sample.Add(_all[index]);
        }

        return sample;
    }

    /// <summary>The peers whose outbound connections were last worth keeping, the latest first.</summary>
    public IReadOnlyList<NetworkAddress> Anchors(int count, Func<NetworkAddress, bool>? mayBeDialled = null) =>
        [.. _all.Where(one => one.LastHeld > 0 && mayBeDialled?.Invoke(one.Address) != false).OrderByDescending(one => one.LastHeld).Take(count).Select(one => one.Address)];

    /// <summary>Half the time one that answered before, half the time one heard of: else who fills one half would be all that is dialled.</summary>
    private KnownAddress? SelectOne(Func<NetworkAddress, double> weight)
    {
        var (first, second) = _random.Next(2) == 0 ? (_new, _tried) : (_tried, _new);
        return Pick(first, weight) ?? Pick(second, weight);
    }

    private KnownAddress? Pick(AddressBuckets half, Func<NetworkAddress, double> weight)
    {
        var now = Now;
        var raised = 1.0;
        for (var draw = 0; draw < Draws && half.Draw(_random) is { } drawn; draw++, raised *= Patience)
        {
            if (_random.NextDouble() < raised * Worth(drawn, weight, now)) return drawn;
        }

        return half.Count == 0 ? null : PickOfAll(half == _tried, weight, now);
    }

    /// <summary>One of all that are worth anything, each as likely as its worth: for a table of which most is connected already or no good.</summary>
    private KnownAddress? PickOfAll(bool areTried, Func<NetworkAddress, double> weight, long now)
    {
        KnownAddress? picked = null;
        var total = 0.0;
        foreach (var one in _all)
        {
            if (one.IsTried != areTried) continue;
            var worth = Worth(one, weight, now);
            total += worth;
            if (worth > 0 && _random.NextDouble() * total < worth) picked = one;
        }

        return picked;
    }

    /// <summary>0 to 1: the score is at most 2.</summary>
    private static double Worth(KnownAddress address, Func<NetworkAddress, double> weight, long now) => address.Chance(now) * weight(address.Address) / 2;
}
