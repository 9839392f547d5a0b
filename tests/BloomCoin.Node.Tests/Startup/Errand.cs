using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Startup;

/// <summary>An errand of the node's executable, as a process.</summary>
internal static class Errand
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>The exit code and the lines that it printed.</returns>
    public static async Task<(int Code, string Line)> Run(params string[] arguments)
    {
        await using var process = ChildProcess.Start("BloomCoin.Node", arguments);
        var code = await process.Exit();
        return (code, string.Join('\n', process.Output.Concat(process.Errors)));
    }
}
