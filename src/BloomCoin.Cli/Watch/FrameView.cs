using Spectre.Console;
using Spectre.Console.Rendering;

namespace BloomCoin.Cli.Watch;

/// <summary>A picture for Spectre's terminal. The colours are of its sixteen, which a person's theme makes readable.</summary>
internal sealed class FrameView(IReadOnlyList<FrameLine> lines) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in lines)
        {
            foreach (var span in line.Spans) yield return new Segment(span.Text, StyleOf(span.Tone));
            yield return Segment.LineBreak;
        }
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Faint => new Style(decoration: Decoration.Dim),
        Tone.Near => new Style(Color.Teal),
        Tone.Bloomed => new Style(Color.Green, decoration: Decoration.Bold),
        Tone.Mean => new Style(Color.Purple),
        Tone.Alarm => new Style(Color.Maroon, decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
