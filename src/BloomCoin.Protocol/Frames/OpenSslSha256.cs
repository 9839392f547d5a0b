using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BloomCoin.Protocol.Frames;

/// <summary>SHA-256 of little, by the three functions of OpenSSL 3 that do nothing else; .NET uses the same library.</summary>
/// <remarks>
/// .NET's way to it clears OpenSSL's list of errors three times a hash and makes what an algorithm keeps anew: for a PHASE's 134 bytes 420 ns of processor time,
/// where the hash itself takes 120. The functions cannot fail and wait for nothing, so not even the collector needs to be told of the call, as long as it is short.
/// They are deprecated for those who want certified modules; where they are not, or do not hash as they should, .NET's way is there.
/// </remarks>
internal static unsafe class OpenSslSha256
{
    /// <summary>Bytes that are hashed in less than a microsecond: for so long a collection may have to wait.</summary>
    public const int MaxLength = 1024;

    /// <summary>SHA256_CTX: eight words, a length of two, a block of sixteen, two counts; and room.</summary>
    private const int StateBytes = 128;

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int> Init;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int> Update;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int> Final;

    static OpenSslSha256()
    {
        if (!OperatingSystem.IsLinux()
            || !NativeLibrary.TryLoad("libcrypto.so.3", out var library)
            || !NativeLibrary.TryGetExport(library, "SHA256_Init", out var init)
            || !NativeLibrary.TryGetExport(library, "SHA256_Update", out var update)
            || !NativeLibrary.TryGetExport(library, "SHA256_Final", out var final)) return;
        Init = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int>)init;
        Update = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int>)update;
        Final = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int>)final;
        IsThere = First4(stackalloc byte[99]) == BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(new byte[99]));
    }

    /// <summary>Whether this machine has it, and it hashes as .NET does.</summary>
    public static bool IsThere { get; }

    /// <summary>The first 4 bytes of the hash of at most <see cref="MaxLength"/> bytes, big-endian. Allocates nothing.</summary>
    public static uint First4(ReadOnlySpan<byte> bytes)
    {
        var state = stackalloc byte[StateBytes];
        var digest = stackalloc byte[SHA256.HashSizeInBytes];
        fixed (byte* data = bytes)
        {
            Init(state);
            Update(state, data, (nuint)bytes.Length);
            Final(digest, state);
        }

        return BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(digest, sizeof(uint)));
    }
}
