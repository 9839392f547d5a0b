using BloomCoin.Phases;

namespace BloomCoin.Cli.Watch;

/// <summary>
/// Oscillators as points on the unit circle, angle 0 to the right and counter-clockwise, with their mean field as a hand from the
/// centre.
/// </summary>
/// <remarks>Points that would fall on each other stand outwards in a row, so that a bloom is seen as a crest and not as one dot.</remarks>
public static class OscillatorCircle
{
    /// <summary>Arcs in which points count as falling on each other: of 5 degrees, about a dot on the circle.</summary>
    private const int Arcs = 72;

    /// <summary>Dots of the dial beside the points.</summary>
    private const int DialDots = 48;

    /// <summary>The circle's part of the radius that there is; the rest is for crests.</summary>
    private const double CircleRadius = 0.6;

    /// <summary>Dots between the dial and the circle, and between points in a row.</summary>
    private const double Gap = 2;

    /// <param name="phases">1/65536 turns; none for an empty dial.</param>
    /// <param name="columns">Characters.</param>
    /// <param name="rows">Characters.</param>
    /// <param name="glyphs">What it is made of.</param>
    public static IReadOnlyList<FrameLine> Draw(ReadOnlySpan<ushort> phases, int columns, int rows, Glyphs glyphs)
    {
        var grid = new DotGrid(columns, rows);
        var radius = Math.Min(grid.Width, grid.Height) / 2.0 - 1;
        var circle = CircleRadius * radius;
        for (var i = 0; i < DialDots; i++) Set(grid, circle - Gap, 2 * Math.PI * i / DialDots, Tone.Faint);

        var order = OrderParameter.Of(phases);
        for (var length = 0.0; length <= order.R * (circle - Gap); length++) Set(grid, length, order.Psi, Tone.Mean);

        var (inArc, highest) = (new int[Arcs], 1);
        foreach (var phase in phases) highest = Math.Max(highest, ++inArc[ArcOf(phase)]);
        Array.Clear(inArc);
        var gap = Math.Min(Gap, (radius - circle) / highest);
        var tone = Thresholds.ToneOf(order.R) is var reached and not Tone.Plain ? reached : Tone.Strong;
        foreach (var phase in phases) Set(grid, circle + gap * inArc[ArcOf(phase)]++, Quantization.ToRadians(phase), tone);
        return grid.Draw(glyphs);
    }

    private static int ArcOf(ushort phase) => phase * Arcs / Quantization.StepsPerTurn;

    private static void Set(DotGrid grid, double radius, double angle, Tone tone)
    {
        var (sine, cosine) = Math.SinCos(angle);
        grid.Set(grid.Width / 2.0 + radius * cosine, grid.Height / 2.0 - radius * sine, tone);
    }
}
