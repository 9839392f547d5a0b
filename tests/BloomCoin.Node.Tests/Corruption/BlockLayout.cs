using System.Buffers.Binary;

namespace BloomCoin.Node.Tests.Corruption;

/// <summary>
/// Which bytes of a valid block, its length prefix before it, are which field: chain-format read a second time, independent of
/// the product.
/// </summary>
internal sealed class BlockLayout
{
    private readonly List<(Field Field, int Start, int Length)> _parts = [];
    private readonly byte[] _record;
    private int _at;

    /// <param name="record">u32 length, then the block.</param>
    public BlockLayout(byte[] record)
    {
        _record = record;
        Take(Field.BlockLength, 4);
        Header();
        Certificate();
        var transactions = TakeCount(Field.TransactionCount);
        for (var i = 0; i < transactions; i++) Transaction(i == 0 ? Field.CoinbaseFree : Field.Signature);
        Assert.Equal(record.Length, _at);
    }

    /// <summary>Where the certificate's r values begin, in the record.</summary>
    public int RValues { get; private set; }

    /// <summary>How many rounds the certificate has.</summary>
    public int Rounds { get; private set; }

    /// <summary>Where the final phases begin, in the record.</summary>
    public int Phases { get; private set; }

    /// <summary>How many oscillators the certificate has.</summary>
    public int Oscillators { get; private set; }

    /// <summary>Where the fields of a kind are: more than one for what a block repeats.</summary>
    public IReadOnlyList<(int Start, int Length)> Find(Field field) =>
        _parts.Where(part => part.Field == field).Select(part => (part.Start, part.Length)).ToList();

    private void Header()
    {
        Take(Field.Version, 4);
        Take(Field.PrevHash, 32);
        Take(Field.MerkleRoot, 32);
        Take(Field.Timestamp, 4);
        Take(Field.Difficulty, 4);
        Take(Field.Nonce, 4);
        Take(Field.OrderParameter, 4);
        Take(Field.MeanPhase, 4);
        Take(Field.HeaderOscillators, 4);
    }

    private void Certificate()
    {
        Take(Field.CertificateLength, 4);
        Take(Field.BloomStart, 4);
        Take(Field.BloomEnd, 4);
        Oscillators = TakeCount(Field.CertificateOscillators);
        Take(Field.Threshold, 4);
        Take(Field.RequiredRounds, 4);
        Rounds = TakeCount(Field.Rounds);
        RValues = _at;
        Take(Field.RoundR, 4 * Rounds);
        Take(Field.RoundPsi, 4 * Rounds);
        Phases = _at;
        Take(Field.FinalPhase, 4 * Oscillators);
    }

    private void Transaction(Field signature)
    {
        Take(Field.TransactionLength, 4);
        Take(Field.TransactionVersion, 4);
        for (var inputs = TakeCount(Field.InputCount); inputs > 0; inputs--)
        {
            Take(Field.PrevTransaction, 32);
            Take(Field.OutputIndex, 4);
            Take(signature, 64);
        }

        for (var outputs = TakeCount(Field.OutputCount); outputs > 0; outputs--)
        {
            Take(Field.Amount, 8);
            Take(Field.Address, 32);
        }

        Take(Field.LockTime, 4);
    }

    private int TakeCount(Field field)
    {
        Take(field, 4);
        return BinaryPrimitives.ReadInt32LittleEndian(_record.AsSpan(_at - 4));
    }

    private void Take(Field field, int length)
    {
        _parts.Add((field, _at, length));
        _at += length;
    }
}
