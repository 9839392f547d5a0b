namespace BloomCoin.Chain;

/// <summary>The first block of a network, by formula (chain-format, Genesis).</summary>
public static class Genesis
{
    private const double LastPhase = 0.1;

    private const uint Nonce = 7;

    /// <summary>63 oscillators evenly spread from 0 to 0.1, their r and psi repeated for rounds 0 to 6; no transactions.</summary>
    /// <param name="timestamp">Unix seconds: all that tells networks apart.</param>
    public static Block Create(uint timestamp)
    {
        Span<double> phases = stackalloc double[Constants.Oscillators];
        Span<float> rounded = stackalloc float[Constants.Oscillators];
        for (var i = 0; i < phases.Length; i++)
        {
            phases[i] = i == phases.Length - 1 ? LastPhase : i * (LastPhase / (phases.Length - 1));
            rounded[i] = (float)phases[i];
        }

        var order = OrderParameter.Of(phases);
        var (r, psi) = ((float)order.R, (float)order.Psi);
        Span<float> rounds = stackalloc float[2 * Constants.RequiredRounds];
        rounds[..Constants.RequiredRounds].Fill(r);
        rounds[Constants.RequiredRounds..].Fill(psi);

        var certificate = Certificate.Create(0, rounds[..Constants.RequiredRounds], rounds[Constants.RequiredRounds..], rounded);
        var header = new BlockHeader(1, default, default, timestamp, Constants.EasiestDifficulty, Nonce, r, psi, Constants.Oscillators);
        return Block.Create(header, certificate, []);
    }
}
