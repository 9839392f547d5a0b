using System.IO.Pipelines;

namespace BloomCoin.Client.Connection;

/// <summary>A connection's bytes, and when the last of them came.</summary>
internal sealed class HeardTransport : IDuplexPipe
{
    private readonly HeardReader _input;

    public HeardTransport(IDuplexPipe transport, TimeProvider time) => (_input, Output) = (new HeardReader(transport.Input, time), transport.Output);

    public PipeReader Input => _input;

    public PipeWriter Output { get; }

    /// <summary>A timestamp of the clock: of the last bytes, or of the beginning.</summary>
    public long Last => _input.Last;

    private sealed class HeardReader(PipeReader input, TimeProvider time) : PipeReader
    {
        private long _last = time.GetTimestamp();

        public long Last => Volatile.Read(ref _last);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Heard(await input.ReadAsync(cancellationToken));

        public override bool TryRead(out ReadResult result)
        {
            var isRead = input.TryRead(out result);
            if (isRead) Heard(result);
            return isRead;
        }

        public override void AdvanceTo(SequencePosition consumed) => input.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => input.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => input.CancelPendingRead();

        public override void Complete(Exception? exception = null) => input.Complete(exception);

        private ReadResult Heard(ReadResult result)
        {
            if (!result.IsCanceled) Volatile.Write(ref _last, time.GetTimestamp());
            return result;
        }
    }
}
