using BloomCoin.Chain;
using BloomCoin.Phases.Kuramoto;
using OrderParameter = BloomCoin.Phases.OrderParameter;

namespace BloomCoin.Grains.Mining;

/// <summary>The oscillators at work on one template: attempt after attempt, each with a nonce of its own, until one blooms.</summary>
/// <remarks>
/// A coinbase's free bytes are under no hash, so miners that pay the same address work on the same merkle root, and only their nonces
/// set their oscillators apart: each begins with another Lucas number.
/// </remarks>
internal sealed class MiningRun
{
    /// <summary>First nonces are drawn from the first Lucas numbers up to this: to count up to one takes 30 us at most.</summary>
    public const int MaxFirst = 1 << 16;

    private readonly KuramotoProfile _profile;
    private readonly int _first;
    private Bloom _bloom = new();

    /// <param name="template">What to mine.</param>
    /// <param name="profile">The network's.</param>
    /// <param name="first">The first nonce is L(first).</param>
    public MiningRun(BlockTemplate template, KuramotoProfile profile, int first = 0)
    {
        (Template, _profile, _first) = (template, profile, first);
        Oscillators = template.Begin(Nonce, profile);
    }

    public BlockTemplate Template { get; }

    public KuramotoOscillators Oscillators { get; private set; }

    /// <summary>Counted from 0.</summary>
    public int Attempt { get; private set; }

    /// <summary>Rounds of all attempts.</summary>
    public int Rounds { get; private set; }

    /// <summary>Whether r is above z_c, and has not been for long enough.</summary>
    public bool IsOpening => _bloom.IsOpening;

    /// <summary>L(first + attempt) mod 2^32.</summary>
    private uint Nonce => Lucas.At((uint)(_first + Attempt));

    /// <summary>Runs rounds until the oscillators bloom, or the attempt ends without.</summary>
    /// <returns>What became of them; after <see cref="RunState.Ended"/> the next call begins another attempt.</returns>
    public RunState Advance(int rounds)
    {
        if (Oscillators.Round >= _profile.MaxRounds) Begin(Attempt + 1);
        for (; rounds > 0; rounds--)
        {
            Oscillators.Step();
            Rounds++;
            if (_bloom.Observe(Oscillators)) return RunState.Bloomed;
            if (Oscillators.Round >= _profile.MaxRounds) return RunState.Ended;
        }

        return RunState.Going;
    }

    /// <summary>Takes a merge over. One that would break a bloom off that is on its way is left: it is a matter of seven rounds.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool TakeOver(ReadOnlySpan<ushort> phases)
    {
        if (IsOpening && OrderParameter.Of(phases).R < Bloom.Threshold) return false;
        Oscillators.SetPhases(phases);
        return true;
    }

    /// <summary>The block, when the oscillators have bloomed.</summary>
    public Block Seal(DateTimeOffset now) => Template.Seal(Nonce, _bloom, Oscillators, now);

    private void Begin(int attempt)
    {
        Attempt = attempt;
        _bloom = new Bloom();
        Oscillators = Template.Begin(Nonce, _profile);
    }
}

/// <summary>What became of some rounds.</summary>
internal enum RunState
{
    /// <summary>Neither bloomed nor at its end.</summary>
    Going,

    /// <summary>The attempt had all its rounds and did not bloom.</summary>
    Ended,

    /// <summary>The block can be sealed.</summary>
    Bloomed,
}
