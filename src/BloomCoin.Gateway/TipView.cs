namespace BloomCoin.Gateway;

/// <summary>The height that this gateway last heard of: what its VERSION claims and what an announcement is compared with.</summary>
internal sealed class TipView
{
    private int _height, _headers;

    public int Height => Volatile.Read(ref _height);

    /// <summary>The best known header's: ahead of the tip while blocks are being fetched.</summary>
    public int HeaderHeight => Math.Max(Height, Volatile.Read(ref _headers));

    public void MoveTo(int height) => Volatile.Write(ref _height, height);

    public void MoveTo(int height, int headers)
    {
        MoveTo(height);
        Volatile.Write(ref _headers, headers);
    }
}
