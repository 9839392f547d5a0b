namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>Keeps what is written, and can be waited for.</summary>
internal sealed class LineSignal : StringWriter
{
    private readonly List<(int Lines, TaskCompletionSource Reached)> _waiting = [];
    private readonly Lock _gate = new();
    private int _lines;

    public override void WriteLine(string? value)
    {
        lock (_gate)
        {
            base.WriteLine(value);
            _lines++;
            foreach (var (lines, reached) in _waiting) if (lines <= _lines) reached.TrySetResult();
        }
    }

    public override string ToString()
    {
        lock (_gate) return base.ToString();
    }

    public Task WaitForLines(int count)
    {
        lock (_gate)
        {
            if (_lines >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
