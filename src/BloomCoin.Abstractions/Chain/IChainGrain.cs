using BloomCoin.Chain;
using Orleans.Concurrency;

namespace BloomCoin.Abstractions.Chain;

/// <summary>The one writer of the chain: checks blocks against the rules, chooses the best branch, moves the tip. Key: 0. Lives on a compute silo.</summary>
/// <remarks>
/// Called once per batch of blocks during a sync or an import, and by whoever needs the tip. A second activation, as a
/// partition can make one, does no harm: the store applies a write only to the tip that its writer saw.
/// </remarks>
[Alias("chain.v1")]
public interface IChainGrain : IGrainWithIntegerKey
{
    /// <summary>The best block of this node.</summary>
    [Alias("tip"), AlwaysInterleave]
    Task<ChainTip> GetTip();

    /// <summary>Which chain this node is on, so that a client notices before it sends blocks of another.</summary>
    [Alias("identity"), AlwaysInterleave]
    Task<ChainIdentity> GetIdentity();

    /// <summary>Accepts consecutive blocks, oldest first, on any known parent, until the first that breaks a rule. What the answer counts is durable.</summary>
    [Alias("append")]
    Task<AppendReport> Append(BlockBatch blocks);

    /// <summary>
    /// Takes one block that nobody asked for, when it is news: its parent is on some branch near the tip. One whose parent is
    /// not known is kept a while, boundedly, and its sender should be asked for headers.
    /// </summary>
    /// <param name="block">One block.</param>
    /// <param name="source">The connection that it came over; it is not announced there.</param>
    [Alias("offer")]
    Task<AppendReport> Offer(BlockBatch block, Guid? source);

    /// <summary>The position of the first hash that is known to be of an invalid block; -1 when there is none.</summary>
    /// <param name="hashes">32 bytes each, at most 2000.</param>
    [Alias("condemned"), AlwaysInterleave]
    Task<int> FindCondemned(byte[] hashes);

    /// <summary>The header of a known block and up to <paramref name="count"/> - 1 of its ancestors, oldest first: what the rules need to judge its children.</summary>
    /// <param name="block">A block on any branch.</param>
    /// <param name="count">1 to 2000.</param>
    [Alias("ancestors"), AlwaysInterleave]
    Task<Ancestry?> GetAncestors(Hash256 block, int count);
}

/// <summary>A network's name and the hash of its genesis block.</summary>
[GenerateSerializer, Immutable, Alias("chain.identity.v1")]
public sealed record ChainIdentity([property: Id(0)] string Network, [property: Id(1)] Hash256 Genesis);

/// <summary>Headers of one branch, oldest first, that end in a block whose height and work are known.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("chain.ancestry.v1")]
public sealed record Ancestry([property: Id(0)] HeaderRange Headers, [property: Id(1)] ChainWork Work);
