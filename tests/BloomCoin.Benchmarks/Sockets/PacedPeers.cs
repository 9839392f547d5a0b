using System.Diagnostics;
using System.Net.Sockets;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>Peers that send at a rate of their own, whatever the other side makes of it: each message is a write, as when peers are many and slow.</summary>
internal static class PacedPeers
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    /// <summary>Sends until the other side is gone.</summary>
    /// <param name="port">The gateway's.</param>
    /// <param name="connections">They take turns.</param>
    /// <param name="rate">Messages a second over all of them.</param>
    /// <param name="isPhases">PHASEs; else questions for headers.</param>
    public static async Task Send(int port, int connections, int rate, bool isPhases)
    {
        var sockets = await PeerSockets.Establish(port, connections);
        _ = Task.WhenAll(sockets.Select(Drain));
        var (start, sent) = (Stopwatch.GetTimestamp(), 0L);
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync())
            {
                for (var due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * rate); sent < due; sent++)
                    await sockets[sent % connections].SendAsync(isPhases ? PeerSockets.Phase : HeaderQuestions.Encode((uint)sent));
            }
        }
        catch (SocketException)
        {
            // The run is over.
        }
    }

    private static async Task Drain(Socket socket)
    {
        var received = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(received) > 0)
            {
                // Answers count at the other side.
            }
        }
        catch (SocketException)
        {
            // The run is over.
        }
    }
}
