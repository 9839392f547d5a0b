namespace BloomCoin.Chain;

/// <summary>Lucas numbers modulo 2^32: L_0 = 2, L_1 = 1, L_n = L_(n-1) + L_(n-2).</summary>
public static class Lucas
{
    /// <summary>A block's hash is prefixed by L(nonce mod 1000), so these are precomputed.</summary>
    public const int Period = 1000;

    private static readonly uint[] Table = Precompute();

    /// <summary>L_n mod 2^32. Costs one addition for every n from 1000 on: a miner's attempts stay few.</summary>
    public static uint At(uint n)
    {
        if (n < Period)
            return Table[n];
        var (previous, current) = (Table[^2], Table[^1]);
        for (var i = (uint)Period; i <= n && i != 0; i++)
            (previous, current) = (current, unchecked(previous + current));
        return current;
    }

    private static uint[] Precompute()
    {
        var table = new uint[Period];
        (table[0], table[1]) = (2, 1);
        for (var n = 2; n < Period; n++)
            table[n] = unchecked(table[n - 1] + table[n - 2]);
        return table;
    }
}
