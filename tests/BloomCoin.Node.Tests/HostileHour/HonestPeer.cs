using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Chain;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>A peer that keeps to every limit: it asks, answers what it is asked, sends its phases, and expects to be served.</summary>
/// <param name="Address">Its own, in a /16 where nobody else is.</param>
internal sealed record HonestPeer(IPAddress Address)
{
    private const NodeServices Services = NodeServices.Blocks | NodeServices.Phases;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(MessageType, ulong), TaskCompletionSource> _owed = new();
    private readonly Random _random = new(BitConverter.ToInt32(Address.GetAddressBytes()));
    private Stranger? _stranger;

    /// <summary>The slowest answer of each type that it asked for.</summary>
    public ConcurrentDictionary<MessageType, TimeSpan> Slowest { get; } = new();

    /// <summary>What it asked for and got.</summary>
    public int Answers { get; private set; }

    /// <summary>What went wrong; null while nothing has.</summary>
    public string? Trouble { get; private set; }

    private Stranger Node => _stranger!;

    /// <summary>Holds one connection until it is over.</summary>
    public async Task Run(int port, CancellationToken over)
    {
        try
        {
            using var stranger = _stranger = await Stranger.Connect(Address, port, over);
            await stranger.Shake(over, Services, (uint)ReferenceChain.TipHeight);
            await Task.WhenAny(Listen(over), Ask(over)).Unwrap();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            Trouble = exception.Message;
        }

        Trouble ??= "the node closed the connection";
    }

    private async Task Ask(CancellationToken over)
    {
        await Task.Delay(Between * _random.NextDouble(), TimeProvider.System, over);
        for (var turn = 0; ; turn++)
        {
            var nonce = Stranger.NewNonce();
            await Ask(MessageType.Pong, nonce, Frames.Of(new PingMessage(nonce)), over);
            switch (turn % 5)
            {
                case 1:
                    var start = (uint)_random.Next(ReferenceChain.TipHeight - 100);
                    await Ask(MessageType.Headers, start, Frames.Of(new GetHeadersMessage(start, 100)), over);
                    break;
                case 2:
                    var height = _random.Next(ReferenceChain.TipHeight);
                    await Ask(MessageType.Block, KeyOf(ReferenceChain.Hashes[height]), Frames.GetBlocks(ReferenceChain.Hashes[height]), over);
                    break;
                case 4:
                    var working = (uint)ReferenceChain.TipHeight + 1;
                    await Ask(MessageType.Coherence, working, Phase(working), over);
                    break;
            }

            await Task.Delay(Between, TimeProvider.System, over);
        }
    }

    private async Task Ask(MessageType type, ulong key, byte[] question, CancellationToken over)
    {
        var answered = _owed[(type, key)] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = TimeProvider.System.GetTimestamp();
        await Node.Send(question, over);
        try
        {
            await answered.Task.WaitAsync(Patience, TimeProvider.System, over);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"no {type} within {Patience}", exception);
        }

        var took = TimeProvider.System.GetElapsedTime(asked);
        Slowest.AddOrUpdate(type, took, (_, slowest) => took > slowest ? took : slowest);
        Answers++;
    }

    private async Task Listen(CancellationToken over)
    {
        while (await Node.Next(over) is { } message)
        {
            switch (message.Type)
            {
                case MessageType.Pong when PongMessage.TryRead(message.Payload, out var pong, out _):
                    Settle(message.Type, pong.Nonce);
                    break;
                case MessageType.Headers when HeadersMessage.TryRead(message.Payload, out var headers, out _):
                    Settle(message.Type, headers.StartHeight);
                    break;
                case MessageType.Block:
                    Settle(message.Type, KeyOf(BlockHeader.HashOf(message.Payload.AsSpan(0, BlockHeader.Length))));
                    break;
                case MessageType.Coherence when CoherenceMessage.TryRead(message.Payload, out var coherence, out _):
                    Settle(message.Type, coherence.Pairs[0].Height);
                    break;
                case MessageType.Ping:
                    await Node.Send(Frames.Around(MessageType.Pong, message.Payload), over);
                    break;
                case MessageType.GetHeaders when GetHeadersMessage.TryRead(message.Payload, out var asked, out _):
                    var answer = Frames.Headers(asked.StartHeight, ReferenceChain.Served.Headers((int)asked.StartHeight, (int)asked.Count));
                    await Node.Send(answer, over);
                    break;
                case MessageType.GetBlocks:
                    await Node.Send(Frames.NotFound(message.Payload[sizeof(ushort)..]), over);
                    break;
            }
        }
    }

    private void Settle(MessageType type, ulong key)
    {
        if (_owed.TryRemove((type, key), out var answered)) answered.TrySetResult();
    }

    /// <summary>Phases near each other with the coherence that they have.</summary>
    private byte[] Phase(uint height)
    {
        var phases = new ushort[63];
        foreach (ref var phase in phases.AsSpan()) phase = (ushort)_random.Next(20_000);
        return Frames.Phase(height, phases);
    }

    private static ulong KeyOf(Hash256 hash) => BitConverter.ToUInt64(hash.ToArray());
}
