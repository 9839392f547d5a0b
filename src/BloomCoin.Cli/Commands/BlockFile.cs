namespace BloomCoin.Cli.Commands;

/// <summary>Opens the file of a command, or says in one line why that cannot be.</summary>
public static class BlockFile
{
    private const int Buffer = 1 << 20;

    /// <summary>Forwards only: a pipe will do.</summary>
    public static (FileStream? File, string? Fault) OpenRead(string path) =>
        Open(path, "read", new() { Access = FileAccess.Read, Share = FileShare.ReadWrite, BufferSize = Buffer, Options = FileOptions.SequentialScan });

    /// <summary>To go on in what is there, or anew.</summary>
    public static (FileStream? File, string? Fault) OpenWrite(string path, bool overwrite) =>
        Open(path, "write", new()
        {
            Mode = overwrite ? FileMode.Create : FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = Buffer,
        });

    /// <summary>As in "cannot write chain.blocks: No space left on device".</summary>
    public static string Describe(string verb, string path, Exception failure)
    {
        var reason = failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => "there is no such file or directory",
            UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
            _ => failure.Message.ReplaceLineEndings(" "),
        };
        return $"cannot {verb} {path}: {reason}";
    }

    private static (FileStream? File, string? Fault) Open(string path, string verb, FileStreamOptions options)
    {
        try
        {
            return (new FileStream(path, options), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, Describe(verb, path, e));
        }
    }
}
