using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BloomCoin.Shared;

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
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(stackalloc byte[99], digest);
        IsThere = digest.SequenceEqual(SHA256.HashData(new byte[99]));
    }

    /// <summary>Whether this machine has it, and it hashes as .NET does.</summary>
    public static bool IsThere { get; }

    /// <summary>Hashes at most <see cref="MaxLength"/> bytes, where there is a way. Allocates nothing.</summary>
    /// <param name="bytes">What is hashed.</param>
    /// <param name="digest">32 bytes; they may be those that are hashed.</param>
    /// <returns>False, and nothing is done, for more, or where <see cref="IsThere"/> is false: then .NET is to be asked.</returns>
    public static bool TryHash(ReadOnlySpan<byte> bytes, Span<byte> digest)
    {
        if (bytes.Length > MaxLength || !IsThere) return false;
        Hash(bytes, digest);
        return true;
    }

    private static void Hash(ReadOnlySpan<byte> bytes, Span<byte> digest)
    {
        if (digest.Length < SHA256.HashSizeInBytes) throw new ArgumentException("a hash has 32 bytes", nameof(digest));
        var state = stackalloc byte[StateBytes];
        fixed (byte* data = bytes, hash = digest)
        {
            Init(state);
            Update(state, data, (nuint)bytes.Length);
            Final(hash, state);
        }
    }
}
