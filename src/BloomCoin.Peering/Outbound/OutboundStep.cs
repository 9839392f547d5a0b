namespace BloomCoin.Peering.Outbound;

/// <summary>What is to be done about outbound connections now.</summary>
/// <param name="Action">What.</param>
/// <param name="Connection">Which connection is to go; null for every other action.</param>
public readonly record struct OutboundStep(OutboundAction Action, OutboundConnection? Connection = null);

/// <summary>What can be done.</summary>
public enum OutboundAction
{
    /// <summary>Nothing.</summary>
    Wait,

    /// <summary>Dial one more address and keep it.</summary>
    Dial,

    /// <summary>Dial one address to see whether a node is there.</summary>
    Feel,

    /// <summary>Dial one address to ask whom it knows.</summary>
    Ask,

    /// <summary>End a connection: there is one too many.</summary>
    Drop,
}
