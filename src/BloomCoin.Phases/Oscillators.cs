namespace BloomCoin.Phases;

/// <summary>The oscillators of one peer.</summary>
public static class Oscillators
{
    /// <summary>63 phases in a PHASE message (wire-protocol 4).</summary>
    public const int Count = 63;
}
