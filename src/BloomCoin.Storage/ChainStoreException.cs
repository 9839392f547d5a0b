namespace BloomCoin.Storage;

/// <summary>The database behind the chain store failed. A write that ends so was either applied whole or not at all: read the tip to know.</summary>
public sealed class ChainStoreException : StorageException
{
    public ChainStoreException(string message, bool isTransient, Exception? inner) : base(message, inner) => IsTransient = isTransient;

    /// <summary>The same call may succeed later with nobody's help: a lock was held, a connection was lost. Not so for a full disk.</summary>
    public bool IsTransient { get; }
}
