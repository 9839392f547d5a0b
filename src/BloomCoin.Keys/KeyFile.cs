using System.Security.Cryptography;
using System.Text;
using BloomCoin.Chain;

namespace BloomCoin.Keys;

/// <summary>
/// A key in a small text file: a line "address" and a line "seed", 64 hexadecimal digits each; lines that begin with # are for
/// people.
/// </summary>
/// <remarks>
/// It is as guarded as ssh guards its keys: made for its owner alone (mode 600), never over another file, and not read while
/// others can read it. What is wrong with it is said without a byte of its content, which may be the seed.
/// </remarks>
public static class KeyFile
{
    /// <summary>4 KiB: a key file has some 200 bytes, and a wrong path may name anything.</summary>
    private const int MaxLength = 4096;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Writes the key to a new file and has it on the disk when this returns.</summary>
    /// <exception cref="IOException">The file exists, or cannot be written; then nothing is left of it.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static void Create(string path, PrivateKey key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;

        var file = new FileStream(path, options);
        try
        {
            using (file) Write(file, key);
        }
        catch
        {
            File.Delete(path);   // half a key is none, and would be in the way of the next attempt
            throw;
        }
    }

    /// <summary>
    /// Reads a key, or says in one line why there is none. A link is followed: what it leads to must be the owner's alone.
    /// </summary>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static (PrivateKey? Key, string? Fault) Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != UnixFileMode.None)
        {
            return (null, $"others may read or write it; make it yours alone with: chmod 600 {path}");
        }

        var content = new byte[MaxLength + 1];
        try
        {
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length > MaxLength ? (null, $"it is no key file: it has more than {MaxLength} bytes") : Parse(content.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static void Write(FileStream file, PrivateKey key)
    {
        Span<byte> seed = stackalloc byte[PrivateKey.SeedLength];
        Span<byte> hex = stackalloc byte[2 * PrivateKey.SeedLength];
        key.CopySeedTo(seed);
        Convert.TryToHexStringLower(seed, hex, out _);
        file.Write("# BloomCoin key: whoever has the seed owns what the address owns\n"u8);
        file.Write(Encoding.ASCII.GetBytes($"address {key.Address}\nseed "));
        file.Write(hex);
        file.Write("\n"u8);
        file.Flush(flushToDisk: true);
        CryptographicOperations.ZeroMemory(seed);
        CryptographicOperations.ZeroMemory(hex);
    }

    private static (PrivateKey? Key, string? Fault) Parse(ReadOnlySpan<byte> content)
    {
        Span<byte> seed = stackalloc byte[PrivateKey.SeedLength];
        Span<byte> address = stackalloc byte[Hash256.Length];
        if (!TryReadLine(content, "seed "u8, seed)) return (null, Missing("seed"));
        if (!TryReadLine(content, "address "u8, address)) return (null, Missing("address"));

        var key = PrivateKey.FromSeed(seed);
        CryptographicOperations.ZeroMemory(seed);
        if (key.Address == new Hash256(address)) return (key, null);

        key.Dispose();
        return (null, $"its seed is of another key than its address {new Hash256(address)}: one of them was changed");
    }

    private static string Missing(string name) => $"it is no key file: it has no line \"{name}\" with 64 hexadecimal digits";

    /// <summary>The hexadecimal digits of the one line that begins so; false when there are none, or two such lines.</summary>
    private static bool TryReadLine(ReadOnlySpan<byte> content, ReadOnlySpan<byte> name, Span<byte> value)
    {
        var found = 0;
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range].TrimEnd(" \r"u8);
            if (!line.StartsWith(name)) continue;
            var digits = line[name.Length..].TrimStart((byte)' ');
            if (digits.Length != 2 * value.Length
                || Convert.FromHexString(digits, value, out _, out _) != System.Buffers.OperationStatus.Done) return false;
            found++;
        }

        return found == 1;
    }
}
