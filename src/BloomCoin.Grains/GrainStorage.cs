namespace BloomCoin.Grains;

/// <summary>The one grain storage of the cluster. State names are unique in it, string keys have a prefix that is no hexadecimal number.</summary>
public static class GrainStorage
{
    public const string Name = "bloom";
}
