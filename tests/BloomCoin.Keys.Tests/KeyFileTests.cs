using System.Security.Cryptography;

namespace BloomCoin.Keys.Tests;

// A lost key file loses coins, and so does one that others read.
public sealed class KeyFileTests : IDisposable
{
    private static readonly byte[] Seed = SHA256.HashData("a secret"u8);
    private static readonly string SeedHex = Convert.ToHexStringLower(Seed);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bloom-keys-");
    private readonly PrivateKey _key = PrivateKey.FromSeed(Seed);

    private string FilePath => Path.Combine(_folder.FullName, "my.key");

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_key_that_was_written_reads_back()
    {
        KeyFile.Create(FilePath, _key);
        var (key, fault) = KeyFile.Read(FilePath);
        Assert.Null(fault);
        using (key) Assert.Equal(_key.Address, key!.Address);
        Assert.Equal(
            ["# BloomCoin key: whoever has the seed owns what the address owns", $"address {_key.Address}", $"seed {SeedHex}"],
            File.ReadAllLines(FilePath));
    }

    [Fact]
    public void A_file_that_is_there_is_never_written_over()
    {
        File.WriteAllText(FilePath, "something else");
        Assert.Throws<IOException>(() => KeyFile.Create(FilePath, _key));
        Assert.Equal("something else", File.ReadAllText(FilePath));
    }

    [Fact]
    public void The_file_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;   // there are no modes there; the folder's rights decide
        KeyFile.Create(FilePath, _key);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead), InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_may_read_or_write_is_refused(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows()) return;
        KeyFile.Create(FilePath, _key);
        File.SetUnixFileMode(FilePath, File.GetUnixFileMode(FilePath) | others);
        Assert.Equal($"others may read or write it; make it yours alone with: chmod 600 {FilePath}", Fault());
    }

    [Fact]
    public void Lines_may_stand_in_any_order_among_notes()
    {
        Write($"# savings\r\n\r\nseed {SeedHex.ToUpperInvariant()}\r\naddress   {_key.Address}  \r\nnote: mine");
        var (key, fault) = KeyFile.Read(FilePath);
        Assert.Null(fault);
        key!.Dispose();
    }

    [Theory]
    [InlineData("", "line \"seed\"")]
    [InlineData("address ADDRESS\n", "line \"seed\"")]
    [InlineData("seed SEED\n", "line \"address\"")]
    [InlineData("seed SEED0\naddress ADDRESS\n", "line \"seed\"")]
    [InlineData("seed zSEED\naddress ADDRESS\n", "line \"seed\"")]
    [InlineData("seed SEED\nseed SEED\naddress ADDRESS\n", "line \"seed\"")]
    [InlineData("seed ADDRESS\naddress ADDRESS\n", "another key")]
    public void What_is_wrong_is_said_without_the_seed(string content, string expected)
    {
        Write(content
            .Replace("SEED", SeedHex, StringComparison.Ordinal)
            .Replace("ADDRESS", _key.Address.ToString(), StringComparison.Ordinal));
        var fault = Fault();
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(SeedHex[..8], fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_too_long_for_a_key_is_not_read_to_its_end()
    {
        Write(new string('#', 5000));
        Assert.Equal("it is no key file: it has more than 4096 bytes", Fault());
    }

    [Fact]
    public void Where_there_is_no_folder_there_is_no_key_file() =>
        Assert.ThrowsAny<IOException>(() => KeyFile.Create(Path.Combine(_folder.FullName, "none", "my.key"), _key));

    private void Write(string content)
    {
        File.WriteAllText(FilePath, content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string Fault()
    {
        var (key, fault) = KeyFile.Read(FilePath);
        Assert.Null(key);
        return fault!;
    }
}
