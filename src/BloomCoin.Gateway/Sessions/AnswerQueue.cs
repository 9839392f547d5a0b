using System.Threading.Channels;
using BloomCoin.Gateway.Connections;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Sessions;

/// <summary>What a peer asked for and is owed, answered beside the receive loop, so that a PING never waits behind a long answer, and blocks not behind transactions.</summary>
/// <remarks>
/// A line of chain and one of bulk, each in the order asked, begun with its first answer: a peer that asks for nothing costs nothing.
/// Bounded: a peer that asks for more while this much is owed is not answered (wire-protocol 6 allows 20 GET_BLOCKS at once).
/// </remarks>
internal sealed class AnswerQueue(PeerSession session)
{
    /// <summary>Requests that may wait.</summary>
    public const int MaxOwed = 32;

    private Line? _chain, _bulk;
    private int _waiting, _unfinished;

    /// <summary>Whether nothing is owed: all that was asked for is queued for sending.</summary>
    public bool IsIdle => Volatile.Read(ref _unfinished) == 0;

    /// <summary>Requests that wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Called by the receive loop only.</summary>
    public void Add(IAnswer answer)
    {
        if (Volatile.Read(ref _waiting) >= MaxOwed)
        {
            session.Context.Log.RequestDropped(session.Key, MaxOwed);
            return;
        }

        Interlocked.Increment(ref _waiting);
        Interlocked.Increment(ref _unfinished);
        var line = answer.Lane == SendLane.Chain ? _chain ??= Begin() : _bulk ??= Begin();
        line.Owed.TryWrite(answer);
    }

    /// <summary>Completes when nothing is being answered any more. Called when the connection has ended.</summary>
    public Task End() => Task.WhenAll(_chain?.Answering ?? Task.CompletedTask, _bulk?.Answering ?? Task.CompletedTask);

    private Line Begin()
    {
        var owed = Channel.CreateUnbounded<IAnswer>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        return new Line(owed.Writer, Answer(owed.Reader));
    }

    private async Task Answer(ChannelReader<IAnswer> owed)
    {
        try
        {
            await foreach (var answer in owed.ReadAllAsync(session.Connection.Closing))
            {
                Interlocked.Decrement(ref _waiting);
                await answer.Send(session);
                Interlocked.Decrement(ref _unfinished);
            }
        }
        catch (OperationCanceledException) when (!session.Connection.IsOpen)
        {
            session.Context.Log.AnswersAbandoned(session.Key);
        }
        catch (Exception exception)
        {
            session.Context.Log.AnswerFailed(exception, session.Key);
            session.Connection.Close(DisconnectReason.InternalError, "an answer could not be made");
        }
    }

    private sealed record Line(ChannelWriter<IAnswer> Owed, Task Answering);
}

/// <summary>Something a peer asked for.</summary>
internal interface IAnswer
{
    /// <summary>What it waits behind: answers of the same lane.</summary>
    SendLane Lane => SendLane.Bulk;

    /// <summary>Fetches it and queues it for sending, at the peer's pace.</summary>
    Task Send(PeerSession session);
}
