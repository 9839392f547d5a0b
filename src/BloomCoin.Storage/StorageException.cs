namespace BloomCoin.Storage;

/// <summary>The storage cannot be used: its message is one line for the operator, without secrets.</summary>
public class StorageException : Exception
{
    public StorageException(string message) : base(message)
    {
    }

    public StorageException(string message, Exception? inner) : base(message, inner)
    {
    }
}
