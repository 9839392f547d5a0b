using Microsoft.Win32.SafeHandles;

namespace BloomCoin.Cli.Terminal;

/// <summary>
/// Standard output that says when nobody reads it any more. <see cref="Console.Out"/> drops what is written then, without an end.
/// </summary>
public static class PipeOutput
{
    private const int StandardOutput = 1;

    /// <summary>The pipe; a file stays with the console, which shares its position in it with other programs.</summary>
    public static TextWriter Open()
    {
        if (OperatingSystem.IsWindows()) return Console.Out;
        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.Out : new StreamWriter(stream);
    }
}
