namespace BloomCoin.Gateway.Sessions;

/// <summary>What a peer brought that was good and new: it speaks for its connection when one has to go. Written by whoever judged it, read by admission.</summary>
internal sealed class PeerMerits(TimeProvider time)
{
    private long _lastBlock, _lastTransaction;

    /// <summary>Timestamp of the last valid block; 0 before the first.</summary>
    public long LastBlock => Interlocked.Read(ref _lastBlock);

    /// <summary>Timestamp of the last transaction that the mempool took; 0 before the first.</summary>
    public long LastTransaction => Interlocked.Read(ref _lastTransaction);

    /// <summary>It delivered a block that was asked for, or one that nobody asked for and that is the tip now. An old block sent again is no merit.</summary>
    public void BroughtBlock() => Interlocked.Exchange(ref _lastBlock, time.GetTimestamp());

    /// <summary>It delivered a transaction that was new and valid.</summary>
    public void BroughtTransaction() => Interlocked.Exchange(ref _lastTransaction, time.GetTimestamp());
}
