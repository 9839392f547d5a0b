namespace BloomCoin.Gateway;

/// <summary>The height that this gateway last heard of: what its VERSION claims and what an announcement is compared with.</summary>
internal sealed class TipView
{
    private int _height;

    public int Height => Volatile.Read(ref _height);

    public void MoveTo(int height) => Volatile.Write(ref _height, height);
}
