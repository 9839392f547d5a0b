namespace BloomCoin.Grains.Sync;

/// <summary>What came of one question for headers.</summary>
/// <param name="Kind">Whether there is more to ask.</param>
/// <param name="Detail">In words, for the log and for the peer's verdict.</param>
/// <param name="Retry">When the peer may be asked again although it announces nothing new.</param>
internal sealed record HeaderStep(HeaderStepKind Kind, string Detail, TimeSpan Retry)
{
    public static readonly HeaderStep More = new(HeaderStepKind.More, "", TimeSpan.Zero);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The peer has shown less than it claims. It may have grown meanwhile, so it is asked again soon; but others have their turn first,
    /// or one header an answer would hold everybody up.
    /// </summary>
    public static readonly HeaderStep Short = new(HeaderStepKind.Done, "its answer ends below its claim", HeaderSource.RetryAfter);

    /// <summary>The peer has shown all that it has for now.</summary>
    public static HeaderStep Done(string detail) => new(HeaderStepKind.Done, detail, AskAgain);

    /// <summary>It is left alone for a while, whatever it announces meanwhile.</summary>
    public static HeaderStep Pause(string detail, TimeSpan retry) => new(HeaderStepKind.Pause, detail, retry);

    /// <summary>It sent headers that no honest peer sends.</summary>
    public static HeaderStep Fault(string detail) => new(HeaderStepKind.Fault, detail, AskAgain);
}

/// <summary>How it goes on after a question for headers.</summary>
internal enum HeaderStepKind
{
    /// <summary>With another question.</summary>
    More,

    /// <summary>There is no more; what was found stays good.</summary>
    Done,

    /// <summary>There is no more for now and nobody is to blame; what was found stays good.</summary>
    Pause,

    /// <summary>The peer broke a rule; nothing that it showed is followed.</summary>
    Fault,
}
