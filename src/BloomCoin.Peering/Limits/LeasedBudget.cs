namespace BloomCoin.Peering.Limits;

/// <summary>What a gateway may take of one message type from one address, leased from the address's one budget in the cluster (wire-protocol 6). Its owner locks.</summary>
/// <param name="perMinute">What a minute allows over all gateways, at least 1.</param>
/// <param name="time">The clock.</param>
public sealed class LeasedBudget(int perMinute, TimeProvider time)
{
    /// <summary>How long a lease holds unless it is renewed.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    /// <summary>While the budget's keeper cannot be reached, each gateway goes on with this part of it: few gateways together stay within it.</summary>
    public const int UnreachableShare = 4;

    private readonly TokenBucket _alone = new(Math.Max(perMinute / UnreachableShare, 1), time);
    private int _left, _spent, _told;
    private bool _isAlone;
    private long _leased = time.GetTimestamp();

    public int PerMinute => perMinute;

    /// <summary>All that were taken.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether it is time to ask for more, before an honest peer runs out.</summary>
    public bool IsLow => _left * 2 <= perMinute && !_isAlone;

    /// <summary>Takes one message if it is within the lease.</summary>
    public bool TryTake()
    {
        if (_isAlone ? !_alone.TryTake() : _left == 0 || time.GetElapsedTime(_leased) >= Length) return false;
        if (!_isAlone) _left--;
        _spent++;
        Taken++;
        return true;
    }

    /// <summary>What was taken since this was last asked, to be told to the budget's keeper.</summary>
    public int Report()
    {
        _told = _spent;
        _spent = 0;
        return _told;
    }

    /// <summary>The keeper answered: so much may be taken, less what was taken since the report.</summary>
    public void Renew(int count)
    {
        (_told, _isAlone) = (0, false);
        _left = Math.Max(count - _spent, 0);
        _leased = time.GetTimestamp();
    }

    /// <summary>The keeper did not answer: the report is made again, and a part of the budget goes on.</summary>
    public void GoOnAlone()
    {
        _spent += _told;
        (_told, _isAlone) = (0, true);
    }
}
