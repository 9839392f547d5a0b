using System.Globalization;
using System.Text.RegularExpressions;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.Documentation;

/// <summary>docs/protocol.md says what the code does.</summary>
public sealed partial class ProtocolPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFile.Path("docs", "protocol.md"));

    [Fact]
    public void The_frame_that_it_takes_apart_is_a_PING()
    {
        var block = Page[Page.IndexOf("42 4c 43 00", StringComparison.Ordinal)..];
        var bytes = block[..block.IndexOf("```", StringComparison.Ordinal)].Split('\n')
            .SelectMany(line => HexBytes().Match(line).Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(value => byte.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(bytes, NetworkMagic.Mainnet, out var frame, out _));
        Assert.Equal((MessageType.Ping, bytes.Length), (frame.Type, frame.Length));
        Assert.True(PingMessage.TryRead(frame.Payload, out var ping, out _));
        Assert.Equal(0x1122334455667788ul, ping.Nonce);
    }

    [Fact]
    public void Every_message_has_its_number_its_cap_and_its_limit()
    {
        var rows = Row().Matches(Page).Select(row => string.Join(' ', row.Groups.Values.Skip(1).Select(group => group.Value))).ToList();
        Assert.Equal(Enum.GetValues<MessageType>().Where(type => type != MessageType.None).Select(Expected), rows);
    }

    private static string Expected(MessageType type)
    {
        var name = CapitalInside().Replace(type.ToString(), "_").ToUpperInvariant();
        var limit = MessageRates.IndexOf(type) < 0 ? "once" : MessageRates.Default(type).ToString(CultureInfo.InvariantCulture);
        Assert.True(MessageCaps.TryGet(type, out var cap));
        return string.Create(CultureInfo.InvariantCulture, $"0x{(byte)type:x2} {name} {cap} {limit}");
    }

    [GeneratedRegex("^([0-9a-f]{2} )+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HexBytes();

    [GeneratedRegex(
        @"^\| (?<type>0x[0-9a-f]{2}) \| (?<name>[A-Z_]+) \| .* \| (?<cap>[0-9]+) \| (?<limit>[a-z0-9]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CapitalInside();
}
