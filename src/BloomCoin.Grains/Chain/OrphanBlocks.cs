using BloomCoin.Chain;

namespace BloomCoin.Grains.Chain;

/// <summary>Blocks that came before their parents, kept a while in case the parent follows. Judged as far as they can be alone.</summary>
/// <remarks>Bounded in number and bytes, the oldest forgotten: the sync fetches what is missing in order, so a forgotten one costs a download.</remarks>
internal sealed class OrphanBlocks
{
    /// <summary>Blocks that are kept.</summary>
    public const int MaxKept = 100;

    /// <summary>Bytes that they may have in all.</summary>
    public const long MaxBytes = 2L * Constants.MaxBlockLength;

    private readonly LinkedList<CandidateBlock> _oldest = [];
    private long _bytes;

    public int Count => _oldest.Count;

    /// <summary>Keeps a block whose own rules hold. One that is kept already stays as it is.</summary>
    public void Add(CandidateBlock orphan)
    {
        if (orphan.Violation is not null || _oldest.Any(kept => kept.Hash == orphan.Hash && kept.Bytes.Span.SequenceEqual(orphan.Bytes.Span))) return;

        // A copy of its own: the bytes are part of the batch that it came in.
        _oldest.AddLast(CandidateBlock.Judge(orphan.Bytes.ToArray()));
        _bytes += orphan.Bytes.Length;
        while (_oldest.Count > MaxKept || _bytes > MaxBytes) Remove(_oldest.First!);
    }

    /// <summary>Takes out the blocks whose parent this is, in the order in which they came.</summary>
    public IReadOnlyList<CandidateBlock> TakeChildren(Hash256 parent)
    {
        var children = new List<CandidateBlock>();
        for (var node = _oldest.First; node is not null;)
        {
            var (here, next) = (node, node.Next);
            if (here.Value.Parent == parent)
            {
                children.Add(here.Value);
                Remove(here);
            }

            node = next;
        }

        return children;
    }

    private void Remove(LinkedListNode<CandidateBlock> node)
    {
        _bytes -= node.Value.Bytes.Length;
        _oldest.Remove(node);
    }
}
