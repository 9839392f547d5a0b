using System.Net;
using BloomCoin.Chain;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>Who sends more than anybody may.</summary>
internal static partial class Attacks
{
    /// <summary>500 blocks, as many as one GET_BLOCKS may ask for.</summary>
    private static byte[] AskForMuch => Frames.GetBlocks(ReferenceChain.Hashes.AsSpan(1, GetBlocksMessage.MaxCount));

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(1, 2000)];
        random.NextBytes(bytes);
        return Frames.Around(MessageType.Tx, bytes);
    }

    /// <summary>In order but for its signature, and another one each time. It spends an output that is there.</summary>
    private static byte[] Unsigned(Random random)
    {
        Assert.True(Block.TryParse(ReferenceChain.Block(random.Next(1, ReferenceChain.TipHeight)).ToArray(), out var block, out _));
        var coinbase = block.Transactions[0].Id;
        var transaction = Transaction.Create(
            [new TransactionInput(new OutPoint(coinbase, 0), default)], [new TransactionOutput((ulong)random.Next(1, 1_000_000), coinbase)]);
        return Frames.Of(new TxMessage(transaction.Bytes.Span));
    }

    /// <summary>Ten addresses of machines that may be there: the node is told to dial none.</summary>
    private static byte[] Addresses(Random random)
    {
        var seen = (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var entries = Enumerable.Range(0, 10).Select(_ =>
        {
            var address = new IPEndPoint(new IPAddress([5, (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)]), 8333);
            return new AddressEntry(seen, NodeServices.Blocks, NetworkAddress.From(address));
        }).ToArray();
        return Frames.Of(new AddrMessage(ItemList.Encode<AddressEntry, AddressEntry>(entries, new byte[entries.Length * AddressEntry.Size])));
    }

    /// <summary>Coherence 1 of phases that have next to none.</summary>
    private static byte[] WrongClaim(Random random)
    {
        var phases = new byte[126];
        random.NextBytes(phases);
        return Frames.Of(new PhaseMessage((uint)ReferenceChain.TipHeight + 1, 1, phases));
    }

    /// <summary>As many GET_BLOCKS as the limit allows, and not one byte read. That the connection is over shows when a PING is sent.</summary>
    private static async Task NeverRead(Stranger node, CancellationToken over)
    {
        await node.Shake(over);
        for (var asked = 0; asked < 20; asked++) await node.Send(AskForMuch, over);
        while (true)
        {
            await Task.Delay(Second * 3, TimeProvider.System, over);
            await node.Send(Frames.Of(new PingMessage(1)), over);
        }
    }
}
