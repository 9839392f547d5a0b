namespace BloomCoin.Cli.Watch;

/// <summary>As much of a hash as tells blocks apart by eye.</summary>
public static class ShortHash
{
    private const int Digits = 12;

    public static string Of(string hash) => hash[..Digits];
}
