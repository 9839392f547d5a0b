using System.Security.Cryptography;
using System.Text;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Keys;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Relay;

/// <summary>A transaction's whole way through one node: real sockets, real loops, the real mempool, signatures and all.</summary>
public sealed class TransactionPathTests
{
    private const int Height = 30;

    private static readonly PrivateKey[] Keys = [.. Enumerable.Range(0, 8).Select(
        number => PrivateKey.FromSeed(SHA256.HashData(Encoding.ASCII.GetBytes($"bloom vector key {number}"))))];

    [Fact]   // wire-protocol 5: announced, fetched with GET_TX, announced on, served
    public async Task A_transaction_goes_from_one_peer_to_the_next()
    {
        await using var gateway = await GatewayCluster.Start(Height);
        using var sender = await ScriptedPeer.Establish(gateway.EndPoint);
        using var receiver = await ScriptedPeer.Establish(gateway.EndPoint);
        await receiver.ExpectAnswerToPing();
        var payment = Spend(ReferenceChain.Block(10));

        await sender.Send(Wire.Inventory(payment.Id()));
        Assert.Equal(Payload(Wire.GetTx(payment.Id())), await sender.Expect(MessageType.GetTx));
        await sender.Send(Wire.Tx(payment));
        Assert.Equal(Payload(Wire.Inventory(payment.Id())), await receiver.Expect(MessageType.Mempool));
        await receiver.Send(Wire.GetTx(payment.Id()));
        Assert.Equal(payment.Bytes.ToArray(), await receiver.Expect(MessageType.Tx));
        await sender.ExpectAnswerToPing();   // and nothing before it: the sender knows it

        using var late = await ScriptedPeer.Establish(gateway.EndPoint);
        await late.Send(Wire.AskInventory());
        Assert.Equal(Payload(Wire.Inventory(payment.Id())), await late.Expect(MessageType.Mempool));
    }

    [Fact]   // wire-protocol 6 and anchors, scenario 23: an honest peer is answered meanwhile
    public async Task A_flood_of_worthless_transactions_holds_nobody_up()
    {
        await using var gateway = await GatewayCluster.Start(Height);
        using var honest = await ScriptedPeer.Establish(gateway.EndPoint);
        using var other = await ScriptedPeer.Establish(gateway.EndPoint);
        using var flooder = await ScriptedPeer.Establish(gateway.EndPoint);
        await other.ExpectAnswerToPing();
        var worthless = TestTransactions.Make(0..100).Select(Wire.Tx).ToArray();
        var flood = flooder.Send([.. worthless, .. worthless, .. worthless]);

        var payment = Spend(ReferenceChain.Block(11));
        await honest.Send(Wire.Tx(payment));
        for (var nonce = 0u; nonce < 20; nonce++) await honest.ExpectAnswerToPing(nonce);
        Assert.Equal(Payload(Wire.Inventory(payment.Id())), await other.Expect(MessageType.Mempool));
        await flood;
        await flooder.Expect(MessageType.Mempool);
        await flooder.ExpectAnswerToPing();   // dropped, not punished
    }

    /// <summary>
    /// A signed transaction that spends a coinbase of the reference chain; up to height 30 only those of 1 to 6 are spent.
    /// </summary>
    private static Transaction Spend(byte[] block)
    {
        Assert.True(Block.TryParse(block, out var parsed, out _));
        var coinbase = parsed.Transactions[0];
        var made = coinbase.Outputs[0];
        return Keys.Single(key => key.Address == made.Address).Sign(Transaction.Create(
            [new TransactionInput(new OutPoint(coinbase.Id, 0), default)], [made with { Amount = made.Amount - 1000 }]));
    }

    private static byte[] Payload(byte[] frame) => frame[FrameHeader.Size..];
}
