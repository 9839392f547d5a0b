using BloomCoin.Cli.Terminal;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Microsoft.Extensions.Configuration;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>The command line over a node in memory, and a folder for its files.</summary>
internal sealed class TestApp(IBloomClient? node) : INodeConnector, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bloom-cli-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>What the last command would have connected with.</summary>
    public IConfiguration? Configuration { get; private set; }

    public Task<int> Run(params string[] arguments) => Run(this, arguments);

    public Task<int> Run(INodeConnector connector, params string[] arguments) =>
        new BloomApp(connector, new LineView(_output, TimeProvider.System), _output, _error).Run(arguments);

    /// <summary>Runs until the end or until the user stops it.</summary>
    public Task<int> Run(CancellationToken stop, params string[] arguments) =>
        new BloomApp(this, new LineView(_output, TimeProvider.System), _output, _error).Run(arguments, stop);

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

    private sealed class Connection(IBloomClient node) : INodeConnection
    {
        public IBloomClient Node => node;

        public ValueTask DisposeAsync() => default;
    }
}
