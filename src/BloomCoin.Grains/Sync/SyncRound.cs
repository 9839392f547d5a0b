using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Sync;

/// <summary>One sync from one peer: headers from where both chains agree, their blocks, and again, until the peer has no more.</summary>
internal sealed class SyncRound(
    SyncPeer source, IPeerGrain peer, IChainGrain chain, IChainStore store, ChainParameters parameters, TimeProvider time)
{
    /// <summary>A peer that failed for a reason of the moment is tried again after this.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>A peer whose headers are ahead of our clock is tried again after this.</summary>
    private static readonly TimeSpan TooEarlyRetry = TimeSpan.FromMinutes(1);

    private readonly BlockDownload _download = new(peer, chain);

    public SyncPeer Source => source;

    /// <summary>The best checked header.</summary>
    public int HeaderHeight { get; private set; } = -1;

    public async Task<SyncOutcome> Run(CancellationToken stopping)
    {
        try
        {
            var finder = new HeaderFinder(peer, chain, store, parameters, time);
            while (!stopping.IsCancellationRequested)
            {
                var found = await finder.FindNext();
                if (found.Hashes.Count > 0)
                {
                    HeaderHeight = found.Height;
                    if (await _download.Run(found.Hashes, stopping) is { } refusal) return await Refused(refusal);
                }

                if (found.Violation is { } violation) return await Violated(violation);
                if (found.Hashes.Count == 0) return new SyncOutcome("the peer has no more", null);
            }

            return new SyncOutcome("stopped", null);
        }
        catch (PeerUnavailableException exception)
        {
            return new SyncOutcome(exception.Message, RetryAfter);
        }
    }

    private async Task<SyncOutcome> Violated(RuleViolation violation)
    {
        if (violation.Fault == Fault.TimestampTooFarAhead) return new SyncOutcome(violation.ToString(), TooEarlyRetry);
        await peer.Disconnect(PeerFault.InvalidHeader, violation.ToString());
        return new SyncOutcome(violation.ToString(), RetryAfter);
    }

    private async Task<SyncOutcome> Refused(BlockRefusal refusal)
    {
        var detail = $"block {refusal.Height} breaks rule {refusal.Rule}: {refusal.Reason}";
        if (refusal.Kind == RefusalKind.Invalid) await peer.Disconnect(PeerFault.InvalidBlock, detail);
        return new SyncOutcome(detail, RetryAfter);
    }
}

/// <summary>How a sync from one peer ended.</summary>
/// <param name="Detail">In words, for the log.</param>
/// <param name="Retry">When the peer may be asked again although it claims no more; null: not before it does.</param>
internal sealed record SyncOutcome(string Detail, TimeSpan? Retry);
