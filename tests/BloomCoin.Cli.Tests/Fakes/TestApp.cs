using BloomCoin.Cli.Commands;
using BloomCoin.Cli.Terminal;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>The command line over a node in memory, and a folder for its files.</summary>
internal sealed class TestApp(IBloomClient? node) : INodeConnector, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bloom-cli-");
    private readonly LineSignal _output = new();
    private readonly StringWriter _error = new();

    /// <summary>The clock of the watch.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 1, 1, 0, 4, 0, TimeSpan.Zero));

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>What the last command would have connected with.</summary>
    public IConfiguration? Configuration { get; private set; }

    public Task<int> Run(params string[] arguments) => Run(this, arguments);

    public Task<int> Run(INodeConnector connector, params string[] arguments) =>
        new BloomApp(Context(connector)).Run(arguments);

    /// <summary>Runs until the end or until the user stops it.</summary>
    public Task<int> Run(CancellationToken stop, params string[] arguments) =>
        new BloomApp(Context(this)).Run(arguments, stop);

    /// <summary>Ends when so many lines have been written.</summary>
    public Task WaitForLines(int count) => _output.WaitForLines(count);

    public string FileWith(byte[] bytes)
    {
        var path = PathOf("with.blocks");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The value of a fact in the output; null when it is not there.</summary>
    public string? Fact(string name) => Output.Split(Environment.NewLine)
        .Where(line => line.StartsWith(name + " ", StringComparison.Ordinal))
        .Select(line => line[name.Length..].Trim())
        .FirstOrDefault();

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public Task<INodeConnection> Connect(IConfiguration configuration, CancellationToken cancellation)
    {
        Configuration = configuration;
        return node is null
            ? Task.FromException<INodeConnection>(new NodeUnreachableException("no node answered at nowhere:1 within 10 s"))
            : Task.FromResult<INodeConnection>(new Connection(node));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private CommandContext Context(INodeConnector connector) =>
        new(connector, new LineView(_output, TimeProvider.System), _output, _error) { Time = Time };

    private sealed class Connection(IBloomClient node) : INodeConnection
    {
        public IBloomClient Node => node;

        public ValueTask DisposeAsync() => default;
    }
}
