namespace BloomCoin.Client.Parts;

/// <summary>Grains that a cluster need not have.</summary>
internal static class Hosted
{
    /// <summary>Null when no silo of the cluster has the grain's class: Orleans says so with this exception, before any call.</summary>
    public static T? OrNull<T>(Func<T> find)
        where T : class, IGrain
    {
        try
        {
            return find();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
