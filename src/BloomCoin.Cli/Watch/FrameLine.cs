namespace BloomCoin.Cli.Watch;

/// <summary>Text of one tone.</summary>
public readonly record struct FrameSpan(string Text, Tone Tone);

/// <summary>One line of a picture. Every character is one column wide.</summary>
public sealed class FrameLine
{
    private readonly List<FrameSpan> _spans = [];

    public IReadOnlyList<FrameSpan> Spans => _spans;

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    public static FrameLine Of(string text, Tone tone = Tone.Plain) => new FrameLine().Add(text, tone);

    public FrameLine Add(string text, Tone tone = Tone.Plain)
    {
        if (text.Length == 0) return this;
        if (_spans is [.., var last] && last.Tone == tone) _spans[^1] = new(last.Text + text, tone);
        else _spans.Add(new(text, tone));
        Width += text.Length;
        return this;
    }

    public FrameLine Add(FrameLine other)
    {
        foreach (var span in other.Spans) Add(span.Text, span.Tone);
        return this;
    }

    /// <summary>The line in exactly so many columns.</summary>
    public FrameLine Fit(int width)
    {
        var fitted = new FrameLine();
        foreach (var span in _spans)
        {
            var room = width - fitted.Width;
            fitted.Add(span.Text.Length <= room ? span.Text : span.Text[..room], span.Tone);
        }

        return fitted.Add(new string(' ', width - fitted.Width));
    }

    public override string ToString() => string.Concat(_spans.Select(span => span.Text));
}
