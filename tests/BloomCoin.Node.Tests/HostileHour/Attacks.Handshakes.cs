using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>Who does not get as far as a conversation, or has none.</summary>
internal static partial class Attacks
{
    /// <summary>GET_BLOCKS of 501 hashes, of which none follows.</summary>
    private static byte[] CountOverMaximum => Frames.Around(MessageType.GetBlocks, 0x01, 0xF5);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static async Task Drip(Stranger node, CancellationToken over)
    {
        foreach (var one in Frames.Version(Stranger.NewNonce(), default, 0))
        {
            await node.Send(new[] { one }, over);
            await Task.Delay(Second, TimeProvider.System, over);
        }
    }

    /// <summary>Learns the node's nonce over one handshake and shows it in another.</summary>
    private static async Task OwnNonce(Stranger node, CancellationToken over)
    {
        await node.Send(Frames.Version(await NonceOf(node, over), default, 0), over);
        await node.ReadToTheEnd(over);
    }

    private static async Task<ulong> NonceOf(Stranger node, CancellationToken over)
    {
        using var before = await Stranger.Connect(node.From, node.Port, over);
        return await before.Shake(over);
    }

    private static async Task Idle(Stranger node, CancellationToken over)
    {
        await node.Shake(over);
        await node.ReadToTheEnd(over);
    }

    private static async Task UnknownTypes(Stranger node, CancellationToken over)
    {
        await node.Shake(over);
        var reading = node.ReadToTheEnd(over);
        for (byte type = 0x80; !reading.IsCompleted; type = (byte)(0x80 | (type + 1)))
        {
            await node.Send(Frames.Around((MessageType)type, new byte[1024]), over);
            await Task.Delay(Second / 10, TimeProvider.System, over);
        }

        await reading;
    }
}
