using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Startup;

/// <summary>The start of a node that must fail in order.</summary>
internal static class FailingStart
{
    /// <summary>Starts a node whose other settings are right.</summary>
    /// <returns>The lines of its standard error, which are all that it says.</returns>
    public static async Task<IReadOnlyCollection<string>> Run(params string[] arguments)
    {
        using var store = NodeStore.Sqlite();
        IEnumerable<string> usual = [.. store.Arguments, .. NodePorts.Free().Arguments];
        var others = usual.Where(usual => !arguments.Any(argument => argument.StartsWith(KeyOf(usual), StringComparison.Ordinal)));
        await using var node = ChildProcess.Start("BloomCoin.Node", [.. others, .. arguments]);
        var code = await node.Exit();
        Assert.True(code == 2, $"the exit code is {code}{Environment.NewLine}{node.Everything}");
        Assert.Empty(node.Output);
        Assert.DoesNotContain(node.Errors, line =>
            line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal));
        return node.Errors;
    }

    private static string KeyOf(string argument) => argument[..(argument.IndexOf('=', StringComparison.Ordinal) + 1)];
}
