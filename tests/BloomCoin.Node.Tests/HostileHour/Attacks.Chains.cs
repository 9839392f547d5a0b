using System.Buffers.Binary;
using BloomCoin.Chain;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>Who lies about its chain.</summary>
internal static partial class Attacks
{
    private const int PreviousHashAt = 4, NonceAt = 76, CertificateAt = BlockHeader.Length + sizeof(uint);

    private static readonly ServedChain Longer = ReferenceChain.ServedTo(ReferenceChain.TipHeight).Extend(10, nonce: 9, withBlocks: false);

    private static readonly ServedChain Next = ReferenceChain.ServedTo(ReferenceChain.TipHeight).Extend(1, nonce: 9, withBlocks: true);

    /// <summary>Claims ten blocks more than the node has; the second of their headers links to nothing.</summary>
    private static Task Unlinked(Stranger node, CancellationToken over) => Serve(node, (uint)Longer.Height, (start, count) =>
    {
        var headers = Longer.Headers((int)start, count);
        var second = (ReferenceChain.TipHeight + 2 - (int)start) * BlockHeader.Length;
        if (second >= 0 && second < headers.Length) headers[second + PreviousHashAt] ^= 1;
        return headers;
    }, over);

    private static Task Liar(Stranger node, CancellationToken over) => Serve(node, uint.MaxValue, (_, _) => [], over);

    private static async Task Serve(Stranger node, uint claims, Func<uint, int, byte[]> headers, CancellationToken over)
    {
        await node.Shake(over, NodeServices.Blocks, claims);
        while (await node.Next(over) is { } message)
        {
            if (message.Type == MessageType.GetHeaders && GetHeadersMessage.TryRead(message.Payload, out var asked, out _))
            {
                var answer = Frames.Headers(asked.StartHeight, headers(asked.StartHeight, (int)asked.Count));
                await node.Send(answer, over);
            }
            else if (message.Type == MessageType.Ping)
            {
                await node.Send(Frames.Around(MessageType.Pong, message.Payload), over);
            }
        }
    }

    /// <summary>On top of the node's tip, with a certificate that is wrong, and another block each time.</summary>
    private static async Task BadBlocks(Stranger node, CancellationToken over)
    {
        var block = Next.BlockAt(Next.Height)!.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(NonceAt), (uint)Stranger.NewNonce());
        block[CertificateAt] ^= 1;
        await node.Shake(over);
        await node.Send(Frames.Of(new BlockMessage(block)), over);
        await node.ReadToTheEnd(over);
    }
}
