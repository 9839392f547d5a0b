using BloomCoin.Cli.Blocks;

namespace BloomCoin.Cli.Terminal;

/// <summary>Plain lines for logs and pipes: one every five seconds, none for what is quicker.</summary>
public sealed class LineView(TextWriter output, TimeProvider time) : ITransferView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public Task<T> Run<T>(string verb, Func<IProgress<TransferStep>, Task<T>> transfer) => transfer(new Lines(verb, output, time));

    private sealed class Lines(string verb, TextWriter output, TimeProvider time) : IProgress<TransferStep>
    {
        private readonly long _start = time.GetTimestamp();
        private long _last = time.GetTimestamp();

        public void Report(TransferStep value)
        {
            if (time.GetElapsedTime(_last) < Interval)
            {
                return;
            }

            _last = time.GetTimestamp();
            output.WriteLine($"{verb} {TransferText.Describe(value, time.GetElapsedTime(_start))}");
            output.Flush();
        }
    }
}
