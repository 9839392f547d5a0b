namespace BloomCoin.Client.Connection;

/// <summary>No node answers. The message is one line for a person and names where it was looked for.</summary>
public sealed class NodeUnreachableException : Exception
{
    public NodeUnreachableException()
    {
    }

    public NodeUnreachableException(string message)
        : base(message)
    {
    }

    public NodeUnreachableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
