namespace BloomCoin.Storage;

/// <summary>The database's schema is not the one this program knows how to use, and nothing was changed.</summary>
public sealed class SchemaException : StorageException
{
    public SchemaException(string message) : base(message)
    {
    }

    public SchemaException(string message, Exception inner) : base(message, inner)
    {
    }
}
