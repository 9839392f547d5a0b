using System.Text.Json;
using BloomCoin.Cli.Facts;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Watch;

/// <summary>One line a second, for pipes and logs: names and values, or a JSON object.</summary>
public sealed class LineWatchView(TextWriter output, bool asJson) : IWatchView
{
    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    public Task<WatchState> Run(Func<Action<WatchState>, Task<WatchState>> watch) => watch(Write);

    private void Write(WatchState state)
    {
        if (state.Loss is { } loss) Write(new LostFacts(UtcTime.Format(state.Now), loss));
        else if (state.Node is { } node) Write(WatchFacts.Of(state, node));
    }

    private void Write(LostFacts facts) => Write(asJson ? JsonSerializer.Serialize(facts, WatchJson.Default.LostFacts) : facts.ToLine());

    private void Write(WatchFacts facts) => Write(asJson ? JsonSerializer.Serialize(facts, WatchJson.Default.WatchFacts) : facts.ToLine());

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
