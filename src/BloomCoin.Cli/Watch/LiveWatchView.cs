using Spectre.Console;

namespace BloomCoin.Cli.Watch;

/// <summary>A picture that is drawn over itself, for a person. The last one stays when the watch ends.</summary>
public sealed class LiveWatchView(IAnsiConsole console) : IWatchView
{
    private (int Width, int Height) _size;

    public TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    public Task<WatchState> Run(Func<Action<WatchState>, Task<WatchState>> watch)
    {
        _size = (console.Profile.Width, console.Profile.Height);
        return console.Live(new FrameView([]))
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(live => watch(state => Draw(live, state)));
    }

    private void Draw(LiveDisplayContext live, WatchState state)
    {
        var size = (console.Profile.Width, console.Profile.Height);
        if (size != _size) console.Clear();   // the terminal has wrapped the old picture's lines: it cannot be drawn over
        _size = size;
        var glyphs = console.Profile.Capabilities.Unicode ? Glyphs.Unicode : Glyphs.Ascii;
        live.UpdateTarget(new FrameView(WatchFrame.Draw(state, size.Width, size.Height, glyphs)));
    }
}
