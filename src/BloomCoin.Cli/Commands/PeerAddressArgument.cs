using System.CommandLine;
using System.Net;
using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Cli.Commands;

/// <summary>A peer's address: an IPv4 address or an IPv6 /64, however it is written, or one port of it.</summary>
public sealed class PeerAddressArgument : Argument<string>
{
    private const string Subnet = "/64";

    /// <param name="withPort">Whether a port that is named is meant; else the whole address is, whatever its port.</param>
    public PeerAddressArgument(bool withPort)
        : base(withPort ? "ADDRESS[:PORT]" : "ADDRESS")
    {
        Description = withPort
            ? "An address with the port of one connection, or an IPv4 address or IPv6 /64 for all of its connections."
            : "An IPv4 address, or an IPv6 address or /64: an IPv6 address stands for its /64. A port is passed over.";
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!PeerAddress.TryParseAccount(text, out var account))
                result.AddError($"{text} is no address of a peer: such are 203.0.113.7, 203.0.113.7:8333, 2001:db8::1, [2001:db8::1]:8333 and 2001:db8::/64");
            else if (withPort && !text.EndsWith(Subnet, StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port != 0)
                return PeerAddress.Display(PeerAddress.KeyOf(endpoint));
            return account;
        };
    }
}
