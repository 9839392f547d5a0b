using BloomCoin.Client.Watch;

namespace BloomCoin.Cli.Watch;

/// <summary>What a piece of text is; the terminal's palette decides what it looks like, on a light background and on a dark one.</summary>
public enum Tone
{
    Plain,
    Strong,
    Faint,

    /// <summary>Coherence from 0.8 on, where gossip becomes eager.</summary>
    Near,

    /// <summary>Coherence from z_c on.</summary>
    Bloomed,

    /// <summary>The mean field of the oscillators.</summary>
    Mean,
    Alarm,
}

/// <summary>The tones of the two thresholds of the merged coherence at which the network acts (wire-protocol 4).</summary>
public static class Thresholds
{
    public static Tone ToneOf(double coherence) => coherence switch
    {
        >= CoherenceThresholds.Critical => Tone.Bloomed,
        >= CoherenceThresholds.Eager => Tone.Near,
        _ => Tone.Plain,
    };
}
