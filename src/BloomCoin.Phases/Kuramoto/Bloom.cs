namespace BloomCoin.Phases.Kuramoto;

/// <summary>Watches one run for a bloom: r at or above z_c for 7 rounds in a row (chain-format, The miner).</summary>
public sealed class Bloom
{
    /// <summary>z_c = sqrt(3) / 2.</summary>
    public const double Threshold = 0.86602540378443864676;

    /// <summary>Rounds in a row that a bloom must last.</summary>
    public const int RequiredRounds = 7;

    private readonly float[] _r = new float[RequiredRounds];
    private readonly float[] _psi = new float[RequiredRounds];
    private int _lasted;

    /// <summary>The first round of the bloom that is going on.</summary>
    public int Start { get; private set; }

    /// <summary>r of its rounds so far, as f32: rounding keeps it at or above the threshold as f32.</summary>
    public ReadOnlySpan<float> R => _r.AsSpan(0, _lasted);

    /// <summary>psi of its rounds so far, radians.</summary>
    public ReadOnlySpan<float> Psi => _psi.AsSpan(0, _lasted);

    /// <summary>Whether r is above the threshold and waits to have been so for long enough.</summary>
    public bool IsOpening => _lasted > 0;

    /// <summary>Takes the oscillators' last round in, as the other one does; works psi out only where r is high enough.</summary>
    public bool Observe(KuramotoOscillators oscillators) =>
        Observe(oscillators.Round, oscillators.R < Threshold ? new OrderParameter(oscillators.R, 0) : oscillators.Order);

    /// <summary>Takes the next round in; true when it completes a bloom. Ask no further then.</summary>
    public bool Observe(int round, OrderParameter order)
    {
        if (order.R < Threshold)
        {
            _lasted = 0;
            return false;
        }

        if (_lasted == 0) Start = round;
        (_r[_lasted], _psi[_lasted]) = ((float)order.R, (float)order.Psi);
        return ++_lasted == RequiredRounds;
    }
}
