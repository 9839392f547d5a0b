using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>The least that answers: greets, reads a question, sends the same bytes each time. The baseline of serving and of acknowledging.</summary>
internal sealed class BareServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _answer;
    private readonly int _questionLength;
    private long _sent;

    /// <param name="answer">What it sends for each question.</param>
    /// <param name="questionLength">Bytes of one question: it counts them, and looks at none.</param>
    public BareServer(byte[] answer, int questionLength)
    {
        (_answer, _questionLength) = (answer, questionLength);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public long BytesSent => Interlocked.Read(ref _sent);

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // Disposed of: the run is over.
        }
    }

    private async Task Serve(Socket socket)
    {
        using var connection = socket;
        var (received, owed) = (new byte[1024], -PeerSockets.Greeting.Length);
        try
        {
            await connection.SendAsync(PeerSockets.Greeting);
            while (await connection.ReceiveAsync(received) is > 0 and var count)
            {
                for (owed += count; owed >= _questionLength; owed -= _questionLength)
                {
                    for (var rest = _answer.AsMemory(); !rest.IsEmpty;) rest = rest[await connection.SendAsync(rest)..];
                    Interlocked.Add(ref _sent, _answer.Length);
                }
            }
        }
        catch (SocketException)
        {
            // The peer is gone.
        }
    }
}
