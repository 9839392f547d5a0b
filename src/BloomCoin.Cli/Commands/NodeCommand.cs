using System.CommandLine;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BloomCoin.Cli.Commands;

/// <summary>What every command that talks to a node has in common: it connects, works, and ends in one line whatever happens.</summary>
public static class NodeCommand
{
    public static Task<int> Run(
        CommandContext context, NodeOption node, ParseResult parsed, Func<IBloomClient, Task<int>> work, CancellationToken cancellation) =>
        Run(context, node.Configure(parsed, responseTimeout: null), work, cancellation);

    public static async Task<int> Run(
        CommandContext context, IConfiguration configuration, Func<IBloomClient, Task<int>> work, CancellationToken cancellation)
    {
        var connected = false;
        try
        {
            await using var connection = await context.Connector.Connect(configuration, cancellation);
            connected = true;
            return await work(connection.Node);
        }
        catch (NodeUnreachableException e)
        {
            return context.End(ExitCode.Unusable, OneLine(e.Message));
        }
        catch (OptionsValidationException e)
        {
            return context.End(ExitCode.Unusable, string.Join("; ", e.Failures));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return context.End(ExitCode.Stopped, "stopped before anything was done");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The node's own failure, such as a lost store, a key that is not known, or a bug here: a person gets the sentence, the node's log has the stack.
            return context.End(connected ? ExitCode.Refused : ExitCode.Unusable, OneLine($"failed: {e.Message}"));
        }
    }

    /// <summary>Work that has no end of its own: Ctrl+C ends it, and whoever read its lines and has gone, as head does.</summary>
    public static async Task<int> UntilStopped(CommandContext context, Func<Task<int>> work, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return context.End(ExitCode.Stopped, "stopped");
        }
        catch (IOException)
        {
            return ExitCode.Done;
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd();
}
