namespace BloomCoin.Gateway;

/// <summary>Whether this silo's gateway takes peers: readiness depends on it.</summary>
public sealed class GatewayState
{
    private volatile bool _isOpen;

    /// <summary>True from its first listening to its stop.</summary>
    public bool IsOpen
    {
        get => _isOpen;
        internal set => _isOpen = value;
    }
}
