using System.Diagnostics;

namespace BloomCoin.Client.Tests.Packages;

/// <summary>The SDK, as a person calls it.</summary>
internal static class DotNet
{
    /// <summary>Runs a command to its end, and fails with all that it said when it fails.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A server that outlives the command would keep its output open.
        (start.Environment["MSBUILDDISABLENODEREUSE"], start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"]) = ("1", "0");
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var said = await output + await errors;
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}{Environment.NewLine}{said}");
        return said;
    }
}
