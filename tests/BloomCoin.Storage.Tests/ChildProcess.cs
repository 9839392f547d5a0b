using System.Diagnostics;

namespace BloomCoin.Storage.Tests;

/// <summary>This program once more, in one of the roles that <see cref="Program"/> knows.</summary>
internal static class ChildProcess
{
    public static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "BloomCoin.Storage.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
    }

    public static async Task<(int Code, string Output)> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.TrimEnd());
    }
}
