namespace BloomCoin.Cli.Watch;

/// <summary>Shows a watch while it runs.</summary>
public interface IWatchView
{
    /// <summary>From one state to the next.</summary>
    TimeSpan Interval { get; }

    /// <summary>Runs the watch and shows the states that it gives. They come one at a time.</summary>
    Task<WatchState> Run(Func<Action<WatchState>, Task<WatchState>> watch);
}
