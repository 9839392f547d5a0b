using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Chain;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.HostileHour;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>A peer that reads all that its gateway sends, answers PINGs, and lets a test wait for what comes.</summary>
internal sealed class ClusterPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Stranger _gateway;
    private readonly ConcurrentDictionary<MessageType, int> _counts = new();
    private readonly ConcurrentDictionary<Hash256, TaskCompletionSource> _blocks = new();

    private ClusterPeer(Stranger gateway)
    {
        _gateway = gateway;
        Closed = Read();
    }

    /// <summary>Completes when the connection has ended, whoever ended it.</summary>
    public Task Closed { get; }

    /// <summary>Connects from 127.network.0.1 and shakes hands.</summary>
    /// <exception cref="SocketException">The gateway does not take it.</exception>
    public static async Task<ClusterPeer> Join(byte network, int port)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var stranger = await Stranger.Connect(new IPAddress([127, network, 0, 1]), port, limit.Token);
        try
        {
            await stranger.Shake(limit.Token, NodeServices.Phases, (uint)ReferenceChain.TipHeight);
            return new ClusterPeer(stranger);
        }
        catch
        {
            stranger.Dispose();
            throw;
        }
    }

    public Task Send(byte[] frames) => _gateway.Send(frames, CancellationToken.None);

    /// <summary>Messages of a type that have come.</summary>
    public int Count(MessageType type) => _counts.GetValueOrDefault(type);

    /// <summary>Completes when so many messages of a type have come.</summary>
    public Task Receive(MessageType type, int count = 1) => Eventually.True($"{count} {type} came", () => Count(type) >= count);

    /// <summary>Asks for a header, again while the gateway owes too many answers to take a question more.</summary>
    public async Task AskUntilAnswered()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        for (var asked = 0; asked < 20 && Count(MessageType.Headers) == 0; asked++)
        {
            await Send(Frames.Of(new GetHeadersMessage(1, 1)));
            await timer.WaitForNextTickAsync();
        }

        Assert.NotEqual(0, Count(MessageType.Headers));
    }

    /// <summary>Completes when the gateway has sent a block, or told of it by its header.</summary>
    public Task Hear(Hash256 block) => Block(block).Task.WaitAsync(Patience, TimeProvider.System);

    /// <summary>63 phases that are near each other, with the coherence that they have.</summary>
    public static byte[] Phases(uint height)
    {
        var phases = new ushort[63];
        for (var index = 0; index < phases.Length; index++) phases[index] = (ushort)(index * 100);
        return Frames.Phase(height, phases);
    }

    public void Dispose() => _gateway.Dispose();

    private async Task Read()
    {
        try
        {
            while (await _gateway.Next(CancellationToken.None) is { } message)
            {
                if (message.Type == MessageType.Ping) await Send(Frames.Around(MessageType.Pong, message.Payload));
                else if (message.Type == MessageType.Block) Block(BlockHeader.HashOf(message.Payload.AsSpan(0, BlockHeader.Length))).TrySetResult();
                else if (message.Type == MessageType.Headers) HearHeaders(message.Payload);
                _counts.AddOrUpdate(message.Type, 1, (_, count) => count + 1);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Reset by the gateway, or disposed of here.
        }
    }

    private void HearHeaders(byte[] payload)
    {
        if (!HeadersMessage.TryRead(payload, out var headers, out _)) return;
        for (var index = 0; index < headers.Headers.Count; index++) Block(BlockHeader.HashOf(headers.Headers[index])).TrySetResult();
    }

    private TaskCompletionSource Block(Hash256 hash) => _blocks.GetOrAdd(hash, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
