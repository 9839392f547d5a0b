using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Keys;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class KeygenCommandTests : IDisposable
{
    private readonly TestApp _app = new(node: null);   // a key needs no node

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_new_key_is_in_its_file_and_its_address_is_printed()
    {
        Assert.Equal(0, await _app.Run("keygen", _app.PathOf("my.key")));
        var (key, fault) = KeyFile.Read(_app.PathOf("my.key"));
        Assert.Null(fault);
        using (key) Assert.Equal((key!.Address.ToString(), _app.PathOf("my.key")), (_app.Fact("address"), _app.Fact("file")));
        Assert.DoesNotContain("seed", _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_written_over()
    {
        var path = _app.FileWith([1, 2, 3]);
        Assert.Equal(2, await _app.Run("keygen", path));
        Assert.Equal($"bloom: cannot write {path}: it is there already, and a key is never written over{Environment.NewLine}", _app.Error);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Where_there_is_no_folder_it_exits_2()
    {
        var path = _app.PathOf("none/my.key");
        Assert.Equal(2, await _app.Run("keygen", path));
        Assert.Equal($"bloom: cannot write {path}: there is no such file or directory{Environment.NewLine}", _app.Error);
    }
}
