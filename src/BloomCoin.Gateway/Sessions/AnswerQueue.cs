using System.Threading.Channels;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Sessions;

/// <summary>What a peer asked for and is owed, answered one after the other beside the receive loop, so that a PING never waits behind a long answer.</summary>
/// <remarks>Bounded: a peer that asks for more while this much is owed is not answered (wire-protocol 6 allows 20 GET_BLOCKS at once).</remarks>
internal sealed class AnswerQueue(PeerSession session)
{
    /// <summary>Requests that may wait.</summary>
    public const int MaxOwed = 32;

    private readonly Channel<IAnswer> _owed = Channel.CreateBounded<IAnswer>(new BoundedChannelOptions(MaxOwed) { SingleReader = true });

    public void Add(IAnswer answer)
    {
        if (!_owed.Writer.TryWrite(answer)) session.Context.Log.RequestDropped(session.Key, MaxOwed);
    }

    /// <summary>Answers until the connection ends.</summary>
    public async Task Run()
    {
        try
        {
            await foreach (var answer in _owed.Reader.ReadAllAsync(session.Connection.Closing)) await answer.Send(session);
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
}

/// <summary>Something a peer asked for.</summary>
internal interface IAnswer
{
    /// <summary>Fetches it and queues it for sending, at the peer's pace.</summary>
    Task Send(PeerSession session);
}
