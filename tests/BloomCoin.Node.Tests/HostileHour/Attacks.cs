using BloomCoin.Peering;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>All kinds of hostility: 200 attackers at any time.</summary>
internal static partial class Attacks
{
    /// <summary>By the time that these come the first violators are banned: the crowd would be more than a quarter of what is left.</summary>
    private static readonly TimeSpan WhenOthersAreGone = TimeSpan.FromSeconds(10);

    public static readonly IReadOnlyList<Attack> All =
    [
        Violation("wrong magic", 8, Sends(Frames.WithWrongMagic())),
        Violation("wrong checksum", 8, AfterHandshake(Frames.WithWrongChecksum())),
        Violation("length over its cap", 8, Sends(Frames.WithWrongLength())),
        Violation("message before the handshake", 8, Sends(Frames.Of(new Protocol.Messages.PingMessage(1)))),
        Violation("second VERSION", 8, AfterHandshake(Frames.Version(1, default, 0))),
        Violation("count over its maximum", 8, AfterHandshake(CountOverMaximum)),
        new("silence before the handshake", 16, (node, over) => node.ReadToTheEnd(over)) { Ends = DisconnectReason.HandshakeTimeout, Network = 250 },
        new("a byte a second", 8, Drip) { Ends = DisconnectReason.HandshakeTimeout },
        new("our own nonce", 4, OwnNonce) { Ends = DisconnectReason.SelfConnection, OrEnds = [DisconnectReason.RemoteClosed] },
        Violation("PING flood", 8, Flood(_ => Frames.Of(new Protocol.Messages.PingMessage(1)))),
        Violation("TX flood, garbage", 8, Flood(Garbage)),
        Violation("TX flood, unsigned", 8, Flood(Unsigned)),
        Violation("GET_BLOCKS flood", 8, Flood(_ => AskForMuch)),
        Violation("ADDR flood", 8, Flood(Addresses)),
        new("PHASE flood, wrong claims", 8, Flood(WrongClaim)) { Ends = DisconnectReason.Banned, OrEnds = [DisconnectReason.ProtocolViolation], IsBanned = true },
        new("asks for blocks and never reads", 8, NeverRead) { Ends = DisconnectReason.SlowReader, ReceiveBuffer = 4096, Takes = TimeSpan.FromSeconds(110) },
        new("headers that do not link", 6, Unlinked) { Ends = DisconnectReason.InvalidHeader, IsBanned = true },
        new("bad blocks that nobody asked for", 8, BadBlocks) { Ends = DisconnectReason.InvalidBlock, IsBanned = true },
        new("claims of height 2^32 - 1 without headers", 8, Liar),
        new("messages of unknown types", 4, UnknownTypes),
        new("a crowd from one network", 42, Idle) { OrEnds = [DisconnectReason.OverNetworkShare], Network = 251, After = WhenOthersAreGone },
    ];

    private static Attack Violation(string name, int count, Func<Stranger, CancellationToken, Task> conduct) =>
        new(name, count, conduct) { Ends = DisconnectReason.ProtocolViolation, IsBanned = true };

    private static Func<Stranger, CancellationToken, Task> Sends(byte[] frame) => async (node, over) =>
    {
        await node.Send(frame, over);
        await node.ReadToTheEnd(over);
    };

    private static Func<Stranger, CancellationToken, Task> AfterHandshake(byte[] frame) => async (node, over) =>
    {
        await node.Shake(over);
        await Sends(frame)(node, over);
    };

    /// <summary>Frames as fast as the node takes them, some at a time: the attackers leave the machine room for the node.</summary>
    private static Func<Stranger, CancellationToken, Task> Flood(Func<Random, byte[]> frame) => async (node, over) =>
    {
        const int AtOnce = 20;
        var random = new Random((int)Stranger.NewNonce());
        await node.Shake(over);
        var reading = node.ReadToTheEnd(over);
        while (!reading.IsCompleted)
        {
            byte[] frames = [.. Enumerable.Range(0, AtOnce).SelectMany(_ => frame(random))];
            await node.Send(frames, over);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, over);
        }

        await reading;
    };
}
