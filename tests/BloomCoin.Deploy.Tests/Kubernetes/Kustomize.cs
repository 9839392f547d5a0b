using System.ComponentModel;
using System.Diagnostics;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>kubectl, as what renders a folder. It needs neither a cluster nor a network for that.</summary>
internal static class Kustomize
{
    /// <summary>What <c>kubectl apply -k</c> would send: all objects, as YAML.</summary>
    public static string Render(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            Assert.Skip($"the manifests are rendered by kubectl, which is not here: {missing.Message}");
            throw;
        }
    }
}
