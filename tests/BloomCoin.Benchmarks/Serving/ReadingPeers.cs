using System.Diagnostics;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Benchmarks.Serving;

/// <summary>Peers that ask all questions, each the next when the last is answered whole.</summary>
internal static class ReadingPeers
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Reads all answers, and checks how many headers or blocks came.</summary>
    public static async Task<Figures> Read(int port, int count, Questions questions, Func<TimeSpan> used)
    {
        var places = new Dictionary<HearingPeer, Place>(count);
        var unfinished = count;
        using var all = new SemaphoreSlim(0);
        var peers = await HearingPeer.Connect(port, count, (peer, frame, _) =>
        {
            if (frame.Type == MessageType.NotFound) throw new InvalidOperationException("a block was not found");
            if (frame.Type is MessageType.Headers or MessageType.Block && places[peer].Takes(frame, questions) && !Ask(peer) && Interlocked.Decrement(ref unfinished) == 0) all.Release();
        });
        foreach (var peer in peers) places[peer] = new Place();
        var (began, cpu) = (Stopwatch.GetTimestamp(), used());
        foreach (var peer in peers) Ask(peer);
        if (!await all.WaitAsync(Patience)) throw new TimeoutException($"{unfinished} peers wait for an answer");
        var items = (double)count * questions.Frames.Count * questions.Items;
        var figures = new Figures(items / Stopwatch.GetElapsedTime(began).TotalSeconds, (used() - cpu).TotalMicroseconds / items);
        foreach (var peer in peers) peer.Dispose();
        return figures;

        bool Ask(HearingPeer peer)
        {
            if (places[peer].Next(questions) is not { } question) return false;
            peer.Send(question);
            return true;
        }
    }

    private sealed class Place
    {
        private int _asked, _items;

        public byte[]? Next(Questions questions) => _asked < questions.Frames.Count ? questions.Frames[_asked++] : null;

        /// <summary>Whether the answer is whole with this frame.</summary>
        public bool Takes(Frame frame, Questions questions)
        {
            _items += frame.Type == MessageType.Block ? 1 : HeadersMessage.TryRead(frame.Payload, out var headers, out _) ? headers.Headers.Count : 0;
            if (_items < questions.Items) return false;
            _items -= questions.Items;
            return true;
        }
    }

    /// <param name="Rate">Headers or blocks a second, to all.</param>
    /// <param name="Cost">Microseconds of a core for one.</param>
    internal readonly record struct Figures(double Rate, double Cost);
}
