using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Limits;

/// <summary>What one peer may send in a minute, by message type (wire-protocol 6). VERSION and VERACK have no limit: the handshake takes each once.</summary>
public sealed class MessageRates
{
    private static readonly MessageType[] Types =
        [.. Enum.GetValues<MessageType>().Where(type => type is not (MessageType.None or MessageType.Version or MessageType.Verack))];

    private static readonly sbyte[] Indexes = [.. Enumerable.Range(0, 256).Select(type => (sbyte)Array.IndexOf(Types, (MessageType)type))];

    /// <summary>The protocol's; below what it is made from.</summary>
    public static readonly MessageRates Protocol = new(new Dictionary<MessageType, int>());

    private readonly int[] _perMinute;

    /// <param name="changed">Limits other than the protocol's; 0 is unlimited.</param>
    public MessageRates(IReadOnlyDictionary<MessageType, int> changed) =>
        _perMinute = [.. Types.Select(type => changed.TryGetValue(type, out var limit) ? limit : Default(type))];

    /// <summary>The types that have a limit, in the order of their indexes.</summary>
    public static IReadOnlyList<MessageType> LimitedTypes => Types;

    /// <summary>A number from 0 for each type that has a limit, without gaps; -1 for the others.</summary>
    public static int IndexOf(MessageType type) => Indexes[(byte)type];

    /// <summary>The limit; 0 is unlimited.</summary>
    public int PerMinute(MessageType type) => _perMinute[IndexOf(type)];

    /// <summary>The protocol's limit, which a sender keeps to whatever its own node takes.</summary>
    public static int Default(MessageType type) => type switch
    {
        MessageType.Block => 10,   // those that nobody asked for
        MessageType.GetBlocks => 20,
        MessageType.Phase => 60,
        _ => 100,
    };
}
