using System.Reflection;
using BloomCoin.Client;

namespace BloomCoin.Web.Tests;

/// <summary>A node that fails every call, and counts them.</summary>
public class SilentNode : DispatchProxy
{
    private int _calls;

    /// <summary>How often it was asked for something.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public IBloomClient Client => (IBloomClient)(object)this;

    public static SilentNode Make() => (SilentNode)(object)Create<IBloomClient, SilentNode>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Interlocked.Increment(ref _calls);
        throw new InvalidOperationException("the node is silent");
    }
}
