namespace BloomCoin.Abstractions;

/// <summary>The node's store failed: what was asked for was not read, or is not known to be written. Its message is one line, without secrets.</summary>
[GenerateSerializer, Alias("store.unavailable.v1")]
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
