using BloomCoin.Testing.Processes;

namespace BloomCoin.Deploy.Tests.Image;

/// <summary>Programs of the image as a container runs them: as its user, without capabilities, with no variable but the given ones.</summary>
internal static class Confined
{
    /// <summary>What is missing to become another user; null when nothing is.</summary>
    public static string? Missing => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "to run as another user takes root on Linux";

    /// <summary>Starts a program.</summary>
    /// <param name="app">The folder that the image has as /app.</param>
    /// <param name="program">Its name there.</param>
    /// <param name="variables">Its environment.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="under">A command that runs it elsewhere, such as ip netns exec.</param>
    public static ChildProcess Start(
        string app, string program, IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> arguments, IReadOnlyList<string>? under = null) =>
        ChildProcess.StartCommand(
            program,
            [
                .. under ?? [], "setpriv", $"--reuid={Dockerfile.User}", $"--regid={Dockerfile.User}", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all",
                "--no-new-privs", "env", "--ignore-environment", "--default-signal=INT", $"DOTNET_ROOT={Published.DotnetRoot}",
                .. variables.Select(variable => $"{variable.Key}={variable.Value}"), Path.Combine(app, program), .. arguments,
            ]);

    /// <summary>Lets all users look into a folder, which a temporary one does not.</summary>
    public static void Show(DirectoryInfo folder)
    {
        if (OperatingSystem.IsLinux()) folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    }

    /// <summary>A folder that is the user's.</summary>
    public static DirectoryInfo Folder()
    {
        var folder = Directory.CreateTempSubdirectory("bloom-data-");
        using var chown = System.Diagnostics.Process.Start("chown", [Dockerfile.User, folder.FullName]);
        chown.WaitForExit();
        return folder;
    }
}
