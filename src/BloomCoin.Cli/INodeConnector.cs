using BloomCoin.Client;
using Microsoft.Extensions.Configuration;

namespace BloomCoin.Cli;

/// <summary>Connects to a node.</summary>
public interface INodeConnector
{
    /// <summary>The connection; fails with NodeUnreachableException when there is none in time, and with OptionsValidationException on a wrong setting.</summary>
    Task<INodeConnection> Connect(IConfiguration configuration, CancellationToken cancellation);
}

/// <summary>A connection, until it is disposed.</summary>
public interface INodeConnection : IAsyncDisposable
{
    IBloomClient Node { get; }
}
