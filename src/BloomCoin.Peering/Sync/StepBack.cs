namespace BloomCoin.Peering.Sync;

/// <summary>Where to ask for headers when a peer's do not connect to ours: 1, 2, 4, ... heights further down (wire-protocol 5).</summary>
public static class StepBack
{
    /// <summary>The height to ask from next; never below 1, where every chain of this network connects to the genesis block.</summary>
    /// <param name="start">The height asked from last.</param>
    /// <param name="step">How far to go; doubled for the next time.</param>
    public static int From(int start, ref int step)
    {
        var next = Math.Max(1, start - step);
        step = Math.Min(step * 2, 1 << 20);
        return next;
    }
}
