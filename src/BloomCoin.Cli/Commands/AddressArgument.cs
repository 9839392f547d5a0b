using System.CommandLine;
using BloomCoin.Chain;

namespace BloomCoin.Cli.Commands;

/// <summary>ADDRESS: an Ed25519 public key.</summary>
public sealed class AddressArgument : Argument<Hash256>
{
    public AddressArgument()
        : base("ADDRESS")
    {
        Description = "64 hexadecimal digits. They have no checksum: a mistyped address is another address.";
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!Hash256.TryParse(text, out var address)) result.AddError($"{text} is no address: an address is 64 hexadecimal digits");
            return address;
        };
    }
}
