using System.Net;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Testing.Peers;

/// <summary>How a peer behaves over TCP.</summary>
/// <param name="Address">Its own address, so that it is told from the others in the node's log.</param>
/// <param name="Chain">What it shows.</param>
public sealed record PeerScript(IPAddress Address, ServedChain Chain)
{
    /// <summary>The node's address; this machine by default.</summary>
    public IPAddress Node { get; init; } = IPAddress.Loopback;

    /// <summary>The network that it speaks of; mainnet by default.</summary>
    public NetworkMagic Magic { get; init; } = NetworkMagic.Mainnet;

    /// <summary>What its VERSION says that it serves.</summary>
    public NodeServices Services { get; init; } = NodeServices.Blocks;

    /// <summary>The height that its VERSION claims.</summary>
    public uint Claims { get; init; } = (uint)Chain.Height;

    /// <summary>The headers that it answers with, by where they start and how many are asked for.</summary>
    public Func<int, int, byte[]> Headers { get; init; } = Chain.Headers;

    /// <summary>Runs before each answer with headers.</summary>
    public Func<Task> BeforeHeaders { get; init; } = () => Task.CompletedTask;

    /// <summary>The block that it sends for a height; null to say NOT_FOUND.</summary>
    public Func<int, byte[]?> Block { get; init; } = Chain.BlockAt;

    /// <summary>Runs before each block is sent, by its height.</summary>
    public Func<int, Task> BeforeBlock { get; init; } = _ => Task.CompletedTask;
}
