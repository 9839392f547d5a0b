using System.Net;

namespace BloomCoin.Grains.Addresses;

/// <summary>What is known of the behaviour behind an address: outbound peers are picked by it (wire-protocol 7). Asked for every address that is drawn, so it answers from memory.</summary>
public interface IAddressScores
{
    /// <summary>0 to 2, 1 for one that nothing is known of; 0 keeps it from being dialled.</summary>
    double ScoreOf(IPAddress address);
}

/// <summary>Nothing is known of anybody.</summary>
internal sealed class NeutralScores : IAddressScores
{
    public double ScoreOf(IPAddress address) => 1;
}
