namespace BloomCoin.Cli.Facts;

/// <summary>What a reading command found out; its public properties are its JSON.</summary>
public interface IFacts
{
    /// <summary>Writes it as text.</summary>
    void WriteTo(FactSheet sheet);
}
