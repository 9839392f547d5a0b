using BloomCoin.Chain;
using BloomCoin.Cli;
using BloomCoin.Cli.Blocks;
using BloomCoin.Cli.Commands;
using BloomCoin.Cli.Import;
using BloomCoin.Cli.Terminal;
using BloomCoin.Client;
using Microsoft.Extensions.Configuration;

namespace BloomCoin.Node.Tests.Processes;

/// <summary><c>bloom</c>: as a process, as its commands in this one, and as the connection that it would use.</summary>
internal static class Bloom
{
    private const string Program = "cli/bloom";

    public static ChildProcess Launch(NodeProcess node, params string[] arguments) => ChildProcess.Start(Program, At(node.Ports.ClientAddress, arguments));

    /// <summary>Runs one command as a process, to its end: exit code and the lines of its result or failure.</summary>
    public static Task<(int Code, string Line)> RunProcess(NodeProcess node, params string[] arguments) =>
        ChildProcess.Run(Program, At(node.Ports.ClientAddress, arguments));

    /// <summary>The same in this process, which is warm: for tests that ask much and are not about the program's own start and end.</summary>
    public static Task<(int Code, string Line)> Run(NodeProcess node, params string[] arguments) => RunAt(node.Ports.ClientAddress, arguments);

    /// <summary>The same with the silo at an address.</summary>
    public static async Task<(int Code, string Line)> RunAt(string silo, params string[] arguments)
    {
        using StringWriter results = new(), failures = new();
        var (output, error) = (TextWriter.Synchronized(results), TextWriter.Synchronized(failures));
        var app = new BloomApp(new CommandContext(new OrleansConnector(), new LineView(output, TimeProvider.System), output, error));
        var code = await app.Run(At(silo, arguments)).WaitAsync(Eventually.Limit);
        return (code, $"{results}{failures}".TrimEnd('\n'));
    }

    private static string[] At(string silo, string[] arguments) => ["--node", silo, .. arguments];

    /// <summary>A connection to a node, or to several silos of one, for tests that ask it much.</summary>
    public static Task<INodeConnection> Connect(params NodeProcess[] silos) => new OrleansConnector().Connect(
        new ConfigurationBuilder().AddInMemoryCollection(
            silos.Select((silo, index) => KeyValuePair.Create($"Bloom:Client:Gateways:{index}", (string?)silo.Ports.ClientAddress))).Build(),
        CancellationToken.None);

    /// <summary>What <c>bloom import</c> does, over a connection that is there.</summary>
    public static async Task<ImportResult> Import(IBloomClient client, byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        return await new BlockImport(client, new Progress<TransferStep>()).Run(stream, CancellationToken.None);
    }

    /// <summary>Waits until the node's best chain ends in a block.</summary>
    public static async Task ReachTip(NodeProcess node, Hash256 tip)
    {
        await using var connection = await Connect(node);
        await Eventually.True($"the tip is {tip}", async () =>
            (await connection.Node.Chain.GetTip(CancellationToken.None)).Hash == tip, TimeSpan.FromSeconds(60));
    }
}
