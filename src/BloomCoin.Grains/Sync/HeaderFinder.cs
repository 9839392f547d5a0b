using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Peering.Sync;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Sync;

/// <summary>Finds the headers of a peer that lead to more work than ours, checked by every rule that headers alone can break.</summary>
internal sealed class HeaderFinder(IPeerGrain peer, IChainGrain chain, IChainStore store, ChainParameters parameters, TimeProvider time)
{
    /// <summary>The most headers of one branch that are held in memory: 1.8 MB. A branch that is not heavier by then is left alone.</summary>
    private const int MaxHeld = 20_000;

    /// <summary>The next stretch of valid headers that are not stored here and whose branch has more work than the tip; empty when there is none.</summary>
    public async Task<FoundHeaders> FindNext()
    {
        var tip = await chain.GetTip();
        var (headers, window, work) = await Connect(tip);
        var found = new List<Hash256>();
        while (headers.Count > 0)
        {
            var violation = Extend(window, headers, found, ref work);
            if (work > tip.Work) return new FoundHeaders(await Unknown(found), window.Height, violation);
            if (violation is not null) return new FoundHeaders([], window.Height, violation);
            if (found.Count >= MaxHeld) break;
            headers = await peer.RequestHeaders(headers.End, IChainSegmentGrain.Heights);
            if (headers.Count > 0 && ParentOf(headers) != window.Hash) break;
        }

        return new FoundHeaders([], window.Height, null);
    }

    /// <summary>Asks from the tip on, and steps back 1, 2, 4, ... heights until the peer's headers follow a block that is known here.</summary>
    private async Task<(HeaderRange Headers, HeaderWindow Window, ChainWork Work)> Connect(ChainTip tip)
    {
        var (start, step) = (tip.Height + 1, 1);
        while (true)
        {
            var headers = await peer.RequestHeaders(start, IChainSegmentGrain.Heights);
            var parent = headers.Count == 0 ? tip.Hash : ParentOf(headers);
            if (await chain.GetAncestors(parent, HeaderWindow.Length) is { } known)
                return (headers, HeaderWindow.FromAncestors(known.Headers.Blob, known.Headers.End - 1), known.Work);

            if (start <= 1)
            {
                await peer.Disconnect(PeerFault.InvalidHeader, $"its chain starts from another block: {parent}");
                throw new PeerUnavailableException("the peer is on another chain");
            }

            start = StepBack.From(start, ref step);
        }
    }

    private RuleViolation? Extend(HeaderWindow window, HeaderRange headers, List<Hash256> found, ref ChainWork work)
    {
        var now = time.GetUtcNow();
        for (var index = 0; index < headers.Count; index++)
        {
            var header = headers[index];
            var hash = BlockHeader.HashOf(header);
            if (!window.TryExtend(header, hash, parameters, now, out var violation)) return violation;
            found.Add(hash);
            work += CompactTarget.Work(window.Difficulty);
        }

        return null;
    }

    /// <summary>After a step back the first headers are ours already.</summary>
    private async Task<IReadOnlyList<Hash256>> Unknown(List<Hash256> found)
    {
        var heights = await store.Locate(found);
        return found[heights.TakeWhile(height => height >= 0).Count()..];
    }

    private static Hash256 ParentOf(HeaderRange headers) => BlockHeader.Read(headers[0]).PrevHash;
}

/// <summary>Checked headers, as the hashes of the blocks to fetch.</summary>
/// <param name="Hashes">In the order of the branch.</param>
/// <param name="Height">The height of the last valid header.</param>
/// <param name="Violation">The rule that the header after them breaks; null when there is none.</param>
internal sealed record FoundHeaders(IReadOnlyList<Hash256> Hashes, int Height, RuleViolation? Violation);
