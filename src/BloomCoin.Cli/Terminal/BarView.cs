using BloomCoin.Cli.Blocks;
using Spectre.Console;

namespace BloomCoin.Cli.Terminal;

/// <summary>A bar with blocks, blocks a second and the time left, for a person who watches.</summary>
public sealed class BarView(IAnsiConsole console, TimeProvider time) : ITransferView
{
    public Task<T> Run<T>(string verb, Func<IProgress<TransferStep>, Task<T>> transfer) =>
        console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn())
            .StartAsync(context => transfer(new Bar(verb, context.AddTask(verb), time)));

    private sealed class Bar(string verb, ProgressTask task, TimeProvider time) : IProgress<TransferStep>
    {
        private readonly long _start = time.GetTimestamp();

        public void Report(TransferStep value)
        {
            task.Description = $"{verb} {value.Height} blocks, {TransferText.Speed(value, time.GetElapsedTime(_start))}";
            task.IsIndeterminate = value.Fraction is null;
            task.Value = (value.Fraction ?? 0) * task.MaxValue;
        }
    }
}
