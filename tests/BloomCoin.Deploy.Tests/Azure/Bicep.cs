using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace BloomCoin.Deploy.Tests.Azure;

/// <summary>Bicep's compiler, as the restore brought it. It works without a network.</summary>
internal static partial class Bicep
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string Program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Bicep").Value!;

    /// <summary>Runs it to its end, with secrets in the environment that are none.</summary>
    public static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("the package has Bicep's compiler for Linux");
        MakeExecutable();
        var start = new ProcessStartInfo(Program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["POSTGRES_PASSWORD"] = start.Environment["DASHBOARD_TOKEN"] = "not-needed-for-this";
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, Colours().Replace(output, ""), await errors);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception denied) when (File.Exists(Program))
        {
            Assert.Skip($"{Program} cannot be run: {denied.Message}");
            throw;
        }
    }

    /// <summary>Packages are archives without modes: not every restore makes a program of it, and not for every user.</summary>
    private static void MakeExecutable()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Program)) return;
        var mode = File.GetUnixFileMode(Program);
        if (mode.HasFlag(Executable)) return;
        try
        {
            File.SetUnixFileMode(Program, mode | Executable);
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's file. Whether it can be run all the same is seen when it is.
        }
    }

    [GeneratedRegex(@"\e\[[0-9;]*m", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colours();
}
