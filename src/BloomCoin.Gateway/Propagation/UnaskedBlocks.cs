using System.Diagnostics;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using BloomCoin.Telemetry;
using Orleans;

namespace BloomCoin.Gateway.Propagation;

/// <summary>Blocks that peers send unasked: offered to the chain once each, whoever sends them, with a bound on their bytes in this gateway.</summary>
internal sealed class UnaskedBlocks
{
    /// <summary>Bytes of unasked blocks that are arriving or being judged: two of the largest, or ten thousands of the usual ones.</summary>
    public const long MaxBytes = 2L * Constants.MaxBlockLength;

    /// <summary>Accepted blocks that are remembered, so that the same news from many peers costs one call.</summary>
    private const int Remembered = 256;

    private readonly Lock _lock = new();

    /// <summary>Oldest first. Searched as a list: it has 8 KB, and peers send ten unasked blocks a minute.</summary>
    private readonly List<Hash256> _seen = new(Remembered);

    private long _bytes;

    /// <summary>Bytes that are arriving or being judged.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Makes room for a block that begins to arrive, if there is room.</summary>
    public bool TryReserve(int length)
    {
        if (Interlocked.Add(ref _bytes, length) <= MaxBytes) return true;
        Interlocked.Add(ref _bytes, -length);
        return false;
    }

    public void Release(int length) => Interlocked.Add(ref _bytes, -length);

    /// <summary>Offers a block to the chain, unless the same is being judged or was accepted. Returns at once; the sender gets the chain's verdict.</summary>
    public void Take(PeerSession session, Hash256 hash, ReadOnlySpan<byte> block)
    {
        if (!IsNew(hash))
        {
            // Should the body that is being judged be bad, the sync fetches the block from whoever announced it.
            session.Announced = hash;
            return;
        }

        if (!TryReserve(block.Length))
        {
            Forget(hash);
            session.Context.Log.UnaskedBlockLeft(session.Key, "too many are being judged");
            return;
        }

        var batch = new BlockBatchBuilder();
        batch.Add(block);
        _ = Offer(session, hash, batch.Build());
    }

    private async Task Offer(PeerSession session, Hash256 hash, BlockBatch block)
    {
        using var span = Instrumentation.StartTrace("bloom.block.received", ActivityKind.Consumer);
        span?.SetTag("bloom.block", hash.ToString()).SetTag("network.peer.address", session.Connection.Remote.Address.ToString());
        try
        {
            var report = await session.Context.Grains.GetGrain<IChainGrain>(0).Offer(block, session.Connection.Id);
            if (report.Refusal is { } refusal)
            {
                // Another body of the same hash may be good: only an accepted one is not offered again.
                Forget(hash);
                Judge(session, hash, refusal);
            }
            else
            {
                session.Note(PeerEvent.ValidBlock, 1);
                if (report.Tip.Hash == hash) session.Merits.BroughtBlock();
            }
        }
        catch (Exception exception)
        {
            Forget(hash);
            span.Fail(exception);
            session.Context.Log.UnaskedBlockFailed(exception);
        }
        finally
        {
            Release(block.Blob.Length - BlockBatch.PrefixLength);
        }
    }

    private static void Judge(PeerSession session, Hash256 hash, BlockRefusal refusal)
    {
        var reason = $"rule {refusal.Rule}: {refusal.Reason}";
        switch (refusal.Kind)
        {
            case RefusalKind.Invalid or RefusalKind.Condemned:
                session.Note(PeerEvent.InvalidBlock, 1);
                session.Connection.Close(DisconnectReason.InvalidBlock, reason);
                break;
            case RefusalKind.Orphan:
                // Its ancestors are fetched by the sync, from this peer first.
                session.Announced = hash;
                session.Context.Sessions.Announced();
                break;
            default:
                session.Context.Log.UnaskedBlockLeft(session.Key, reason);
                break;
        }
    }

    private bool IsNew(Hash256 hash)
    {
        lock (_lock)
        {
            if (_seen.Contains(hash)) return false;
            if (_seen.Count == Remembered) _seen.RemoveAt(0);
            _seen.Add(hash);
            return true;
        }
    }

    private void Forget(Hash256 hash)
    {
        lock (_lock) _seen.Remove(hash);
    }
}
