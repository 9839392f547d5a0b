using System.Security.Cryptography;
using System.Text;
using BloomCoin.Chain;
using BloomCoin.Keys;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>Somebody with a key: signs what spends outputs of its address.</summary>
internal sealed class Owner(string name)
{
    private readonly PrivateKey _key = PrivateKey.FromSeed(SHA256.HashData(Encoding.ASCII.GetBytes(name)));

    public Hash256 Address => _key.Address;

    /// <summary>A signed transaction that pays everything but the fee back to its owner.</summary>
    /// <param name="available">Units of the outputs that it spends.</param>
    /// <param name="fee">Units.</param>
    /// <param name="spends">What it spends.</param>
    /// <param name="outputs">In how many parts.</param>
    /// <param name="lockTime">The least height.</param>
    public Transaction Pay(ulong available, ulong fee, IReadOnlyList<OutPoint> spends, int outputs = 1, uint lockTime = 0)
    {
        var part = (available - fee) / (ulong)outputs;
        var made = Enumerable.Repeat(new TransactionOutput(part, Address), outputs - 1)
            .Append(new TransactionOutput(available - fee - (part * (ulong)(outputs - 1)), Address)).ToList();
        return _key.Sign(Transaction.Create([.. spends.Select(output => new TransactionInput(output, default))], made, lockTime));
    }

    public Transaction Pay(Transaction maker, ulong fee, int output = 0, int outputs = 1) =>
        Pay(maker.Outputs[output].Amount, fee, [new OutPoint(maker.Id, (uint)output)], outputs);

    /// <summary>The same txid with signatures that are no good.</summary>
    public static Transaction Forge(Transaction transaction) => Transaction.Create(
        [.. transaction.Inputs.Select(input => input with { Signature = new byte[TransactionInput.SignatureLength] })],
        transaction.Outputs, transaction.LockTime);
}
