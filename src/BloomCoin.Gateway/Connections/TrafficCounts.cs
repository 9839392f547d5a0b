using System.Numerics;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Connections;

/// <summary>Messages and bytes of all connections of a gateway, counted where they are received and sent.</summary>
/// <remarks>
/// Counted for a million frames a second: so there is no lock, nothing is allocated, and each processor has a row of counters of its
/// own, so that two of them do not contend for a cache line. The sums are made when they are asked for. A connection holds no counters
/// of its own: ten thousand idle ones cost nothing.
/// </remarks>
internal sealed class TrafficCounts
{
    private const int BytesReceivedAt = 0, BytesSentAt = 1, MessagesAt = 2;

    /// <summary>What has a name in wire-protocol 2; every other byte counts as <see cref="MessageType.None"/>.</summary>
    private static readonly MessageType[] Types = Enum.GetValues<MessageType>();

    private static readonly byte[] PlaceOf = Places();

    /// <summary>Counters of a processor, and room enough that the next one's lie on other cache lines.</summary>
    private static readonly int Row = ((MessagesAt + (2 * Types.Length) + 7) & ~7) + 8;

    private readonly int _processors = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount) - 1;
    private readonly long[] _counts;

    public TrafficCounts() => _counts = new long[(_processors + 1) * Row];

    /// <summary>For connections that nobody counts.</summary>
    public static TrafficCounts Unseen { get; } = new();

    public long BytesReceived => Sum(BytesReceivedAt);

    public long BytesSent => Sum(BytesSentAt);

    public long MessagesReceived => Types.Sum(ReceivedOf);

    public long MessagesSent => Types.Sum(SentOf);

    public long ReceivedOf(MessageType type) => Sum(MessagesAt + (2 * PlaceOf[(byte)type]));

    public long SentOf(MessageType type) => Sum(MessagesAt + (2 * PlaceOf[(byte)type]) + 1);

    public void BytesCame(int bytes) => Interlocked.Add(ref _counts[Here + BytesReceivedAt], bytes);

    public void BytesWent(int bytes) => Interlocked.Add(ref _counts[Here + BytesSentAt], bytes);

    /// <summary>Frames of a type arrived, whatever becomes of them.</summary>
    public void Received(MessageType type, int count) => Interlocked.Add(ref _counts[Here + MessagesAt + (2 * PlaceOf[(byte)type])], count);

    /// <summary>The socket took the first bytes of a frame.</summary>
    public void Sent(MessageType type) => Interlocked.Increment(ref _counts[Here + MessagesAt + (2 * PlaceOf[(byte)type]) + 1]);

    private int Here => (Thread.GetCurrentProcessorId() & _processors) * Row;

    private long Sum(int place)
    {
        long sum = 0;
        for (var row = 0; row < _counts.Length; row += Row) sum += Interlocked.Read(ref _counts[row + place]);
        return sum;
    }

    private static byte[] Places()
    {
        var places = new byte[byte.MaxValue + 1];
        for (var place = 0; place < Types.Length; place++) places[(byte)Types[place]] = (byte)place;
        return places;
    }
}
