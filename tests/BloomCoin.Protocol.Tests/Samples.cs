namespace BloomCoin.Protocol.Tests;

/// <summary>A small valid payload of every type, written by hand from wire-protocol 2 to 4.</summary>
internal static class Samples
{
    private static readonly string HashA = Hex.Repeat("aa", 32);
    private static readonly string HashB = Hex.Repeat("bb", 32);
    private static readonly string HeaderA = Hex.Repeat("a1", 92);
    private static readonly string HeaderB = Hex.Repeat("b2", 92);

    public static byte[] Payload(MessageType type) => Hex.Bytes(type switch
    {
        MessageType.Version =>
            "00000001" + "0000000000000007" + "0000000067748580" +
            "00000000000000000000ffffc0000201" + "208d" +         // 192.0.2.1, 8333
            "20010db8000000000000000000000001" + "1f90" +         // 2001:db8::1, 8080
            "0123456789abcdef" + "05" + "2f466f6f2f" + "00000041",   // "/Foo/"
        MessageType.Verack => "",
        MessageType.Block => HeaderA + "00000000 00000000",
        MessageType.GetBlocks => "0002" + HashA + HashB,
        MessageType.Headers => "00000064" + "0002" + HeaderA + HeaderB,
        MessageType.GetHeaders => "00000064" + "000007d0",
        MessageType.NotFound => "10" + "0002" + HashA + HashB,
        MessageType.Tx => "01000000 00000000 00000000 00000000",
        MessageType.GetTx => "0002" + HashA + HashB,
        MessageType.Mempool => "0002" + HashA + HashB,
        MessageType.Phase => "0000002a" + "3f5db3d7" + string.Concat(Enumerable.Range(0, 63).Select(j => $"{j:x2}01")),
        MessageType.GetPhase => "0003" + "00000029" + "0000002a" + "ffffffff",
        MessageType.Coherence => "0003" + "00000029 00000000" + "0000002a 3f5db3d7" + "0000002b 3f800000",   // 0, z_c, 1
        MessageType.Addr => "0001" + "67748580" + "0000000000000003" + "00000000000000000000ffffc0000201" + "208d",
        MessageType.GetAddr => "",
        MessageType.Ping or MessageType.Pong => "000000000000002a",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No sample: write one."),
    });

    public static byte[] Frame(MessageType type) => Codec.All[type].Reframe(Payload(type));

    /// <summary>Every type that the page names, for theories.</summary>
    public static TheoryData<MessageType> Types => [.. Enum.GetValues<MessageType>().Where(type => type != MessageType.None)];
}
