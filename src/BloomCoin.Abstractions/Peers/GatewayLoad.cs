namespace BloomCoin.Abstractions.Peers;

/// <summary>What one gateway carries. Messages and bytes are counted since it started: who asks twice has the rate.</summary>
/// <param name="Gateway">Its silo, as <see cref="PeerView.Gateway"/> names it.</param>
/// <param name="Inbound">Established connections that peers made.</param>
/// <param name="Outbound">Established connections that it made.</param>
/// <param name="MessagesReceived">Of all types, those that were dropped among them.</param>
/// <param name="MessagesSent">Of all types.</param>
/// <param name="BytesReceived">From peers.</param>
/// <param name="BytesSent">To peers.</param>
[GenerateSerializer, Immutable, Alias("gateway.load.v1")]
public sealed record GatewayLoad(
    [property: Id(0)] string Gateway,
    [property: Id(1)] int Inbound,
    [property: Id(2)] int Outbound,
    [property: Id(3)] long MessagesReceived,
    [property: Id(4)] long MessagesSent,
    [property: Id(5)] long BytesReceived,
    [property: Id(6)] long BytesSent);
