using System.Buffers;

namespace BloomCoin.Chain;

/// <summary>The bytes that are signed and that make the txid: all but the signatures.</summary>
public sealed partial class Transaction
{
    private const int StackLength = 1024;

    /// <summary>How many bytes are signed.</summary>
    public int SigningLength => Bytes.Length - Inputs.Count * TransactionInput.SignatureLength;

    /// <summary>Writes the <see cref="SigningLength"/> bytes that are signed to the start of <paramref name="destination"/>.</summary>
    public void WriteSigningBytes(Span<byte> destination)
    {
        var bytes = Bytes.Span;
        bytes[..InputsAt].CopyTo(destination);
        destination = destination[InputsAt..];
        for (var i = 0; i < Inputs.Count; i++)
        {
            bytes.Slice(InputsAt + i * TransactionInput.Length, TransactionInput.UnsignedLength).CopyTo(destination);
            destination = destination[TransactionInput.UnsignedLength..];
        }
        bytes[(InputsAt + Inputs.Count * TransactionInput.Length)..].CopyTo(destination);
    }

    /// <summary>The bytes that are signed.</summary>
    public byte[] GetSigningBytes()
    {
        var bytes = new byte[SigningLength];
        WriteSigningBytes(bytes);
        return bytes;
    }

    private Hash256 ComputeId()
    {
        var length = SigningLength;
        var rented = length > StackLength ? ArrayPool<byte>.Shared.Rent(length) : null;
        var signing = rented is null ? stackalloc byte[StackLength] : rented;
        WriteSigningBytes(signing);
        var id = DoubleSha256.Of(signing[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return id;
    }
}
