using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Peering.Sync;

namespace BloomCoin.Grains.Sync;

/// <summary>Fetches the blocks of checked headers from one peer and hands them to the chain in order, two requests in flight (wire-protocol 5).</summary>
internal sealed class BlockDownload(IPeerGrain peer, IChainGrain chain)
{
    /// <summary>Requests in flight to one peer (wire-protocol 5).</summary>
    private const int InFlight = 2;

    private readonly BlockRequestSize _size = new();

    /// <summary>Completes when every block is stored; with the refusal when the chain refused one.</summary>
    /// <exception cref="PeerUnavailableException">The peer failed, or delivered nothing of what it was asked for.</exception>
    public async Task<BlockRefusal?> Run(IReadOnlyList<Hash256> hashes, CancellationToken stopping)
    {
        var requests = new Queue<Request>();
        var next = 0;
        try
        {
            while ((next < hashes.Count || requests.Count > 0) && !stopping.IsCancellationRequested)
            {
                for (; requests.Count < InFlight && next < hashes.Count; next = requests.Last().End) requests.Enqueue(Ask(hashes, next));

                var request = requests.Dequeue();
                var (blocks, inOrder) = InOrder(await request.Answer, hashes, request);
                if (inOrder == 0) throw new PeerUnavailableException("the peer announced blocks that it does not deliver");

                _size.Delivered(inOrder, blocks.Blob.Length);
                if ((await chain.Append(blocks)).Refusal is { } refusal) return refusal;
                if (inOrder == request.Count) continue;

                // A gap: what follows it is asked for again, behind what fills it.
                await Drain(requests);
                next = request.Start + inOrder;
            }

            return null;
        }
        finally
        {
            await Drain(requests);
        }
    }

    private Request Ask(IReadOnlyList<Hash256> hashes, int start)
    {
        var count = Math.Min(_size.Next, hashes.Count - start);
        var wanted = BlockRequest.For(hashes.Skip(start).Take(count).ToList(), 2 * BlockRequestSize.TargetBytes);
        return new Request(start, count, peer.RequestBlocks(wanted));
    }

    /// <summary>The blocks of an answer up to its first gap.</summary>
    private static (BlockBatch Blocks, int Count) InOrder(BlockBatch answer, IReadOnlyList<Hash256> hashes, Request request)
    {
        ReadOnlyMemory<byte> rest = answer.Blob;
        var (count, length) = (0, 0);
        while (BlockBatch.TryTake(ref rest, out var block)
            && count < request.Count
            && block.Length >= BlockHeader.Length
            && BlockHeader.HashOf(block.Span) == hashes[request.Start + count])
        {
            count++;
            length += BlockBatch.PrefixLength + block.Length;
        }

        return (length == answer.Blob.Length ? answer : new BlockBatch(answer.Blob[..length]), count);
    }

    /// <summary>Lets requests that no longer matter end: their answers would count as unasked otherwise.</summary>
    private static async Task Drain(Queue<Request> requests)
    {
        while (requests.TryDequeue(out var request))
            await ((Task)request.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private sealed record Request(int Start, int Count, Task<BlockBatch> Answer)
    {
        public int End => Start + Count;
    }
}
