using BloomCoin.Chain;
using BloomCoin.Client;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>The tips that a client app was told: each block must still be there at the end, on whatever branch.</summary>
internal sealed class SeenTips(IBloomClient node)
{
    private readonly HashSet<Hash256> _tips = [];

    public int Count => _tips.Count;

    /// <summary>The tip's height; the tip is remembered.</summary>
    public async Task<int> Height()
    {
        var tip = await node.Chain.GetTip(CancellationToken.None);
        _tips.Add(tip.Hash);
        return tip.Height;
    }

    public async Task AreThere()
    {
        foreach (var tip in _tips) Assert.True(await node.Chain.FindBlock(tip, CancellationToken.None) is not null, $"{tip} was the tip, and is lost");
    }
}
