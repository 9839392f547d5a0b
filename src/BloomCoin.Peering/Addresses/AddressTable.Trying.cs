using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

public sealed partial class AddressTable
{
    /// <summary>Addresses that answered and whose place another has: at most so many wait for that one's test (Bitcoin Core's number).</summary>
    public const int MaxTests = 10;

    /// <summary>A test that did not come about is forgotten.</summary>
    public static readonly TimeSpan TestWindow = TimeSpan.FromMinutes(40);

    /// <summary>A success brings "last seen" forward only when it is older: GET_ADDR shows it, and a fresh one would show whom this node is connected to.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromDays(1);

    /// <summary>Who holds a place among the tried, and who waits for it.</summary>
    private readonly Dictionary<NetworkAddress, (NetworkAddress Waiting, long Since)> _tests = [];

    /// <summary>The last success of any address: a failure counts once after it, so that a lost link of our own condemns nobody.</summary>
    private long _lastSuccess = 1;

    /// <summary>It is about to be dialled.</summary>
    public void Trying(NetworkAddress address)
    {
        if (Find(address) is not { } known) return;
        known.LastTry = Now;
        Touch(known);
    }

    /// <summary>A handshake with it succeeded: it belongs among the tried. One that was not known is known now, on its own word.</summary>
    /// <param name="address">Where it was dialled.</param>
    /// <param name="services">What its VERSION offers.</param>
    /// <param name="isHeld">Whether the connection is worth keeping, more than a test.</param>
    public void Good(NetworkAddress address, NodeServices services, bool isHeld)
    {
        if (!Routability.IsUsable(address, _allowPrivate) || _own.Contains(address)) return;
        var now = Now;
        _lastSuccess = now;
        var known = Find(address) ?? new KnownAddress(address, address.Address) { LastTry = now };
        if (now - known.LastSeen > (long)Coarse.TotalSeconds) known.LastSeen = now;
        (known.Services, known.LastSuccess, known.Failures) = (services, now, 0);
        if (isHeld) known.LastHeld = now;
        _tests.Remove(address);   // it lives: who waited for its place waits in vain
        if (known.Index >= 0 && known.IsTried) Touch(known);
        else MoveToTried(known);
    }

    /// <summary>It did not answer, or not as a node does.</summary>
    public void Failed(NetworkAddress address)
    {
        if (Find(address) is not { } known) return;
        known.LastTry = Now;
        if (known.LastCounted < _lastSuccess)
        {
            known.LastCounted = Now;
            known.Failures++;
        }

        Touch(known);
        if (_tests.Remove(address, out var test) && Find(test.Waiting) is { IsTried: false } waiting) Replace(known, waiting);
    }

    /// <summary>An address that is worth a short connection: the holder of a place that another waits for, else a new one. Null when there is none.</summary>
    public NetworkAddress? SelectForTest(Func<NetworkAddress, double> weight)
    {
        foreach (var (address, test) in _tests.ToArray())
        {
            if (Now - test.Since > (long)TestWindow.TotalSeconds) _tests.Remove(address);
            else if (Find(address) is { } holder && Now - holder.LastTry > (long)KnownAddress.RecentTry.TotalSeconds && weight(address) > 0) return address;
        }

        return Pick(_new, weight)?.Address;
    }

    private void MoveToTried(KnownAddress address)
    {
        var slot = _placement.OfTried(address.Address);
        if (_tried[slot] is { } holder)
        {
            if (_tests.Count < MaxTests) _tests[holder.Address] = (address.Address, Now);
            if (address.Index >= 0) Touch(address);
            else PutAmongNew(address);
            return;
        }

        if (address.Index >= 0)
        {
            ClearPlace(address);
            Unlist(address);
        }

        PutAmongTried(slot, address);
    }

    /// <summary>The holder of a place is gone: it becomes one of the new again, and who waited takes its place.</summary>
    private void Replace(KnownAddress holder, KnownAddress waiting)
    {
        ClearPlace(holder);
        Unlist(holder);
        if (!PutAmongNew(holder)) MarkRemoved(holder.Address);
        MoveToTried(waiting);
    }

    private void PutAmongTried(int slot, KnownAddress address)
    {
        address.IsTried = true;
        _tried.Put(slot, address);
        Enlist(address);
    }
}
