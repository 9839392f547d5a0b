using System.Net.Sockets;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>Peers that ask for headers, one question at a time each.</summary>
internal static class HeaderQuestions
{
    /// <summary>The most that one question may ask for.</summary>
    public const int MostHeaders = HeadersMessage.MaxCount;

    private const int Headers = 100, Heights = 2_400;

    /// <summary>Bytes of one question.</summary>
    public static int Length { get; } = FrameWriter.LengthOf(new GetHeadersMessage(1, Headers));

    /// <summary>A question whose start goes round with the index.</summary>
    public static byte[] Encode(uint index)
    {
        var question = new byte[Length];
        FrameWriter.Write(question, NetworkMagic.Mainnet, new GetHeadersMessage(index * Headers % Heights, Headers));
        return question;
    }

    /// <summary>Asks over all connections until the other side is gone.</summary>
    /// <param name="port">The other side's.</param>
    /// <param name="connections">How many.</param>
    /// <param name="headers">That each question asks for; 0 for 100.</param>
    public static async Task Ask(int port, int connections, int headers)
    {
        var sockets = await PeerSockets.Establish(port, connections);
        var each = (uint)(headers > 0 ? headers : Headers);
        await Task.WhenAll(sockets.Select((socket, index) => Task.Run(() => Ask(socket, (uint)index, each))));
    }

    private static async Task Ask(Socket socket, uint first, uint headers)
    {
        var (question, received, count) = (new byte[Length], new byte[512 * 1024], 0);
        try
        {
            for (var start = first; ; start = (start + headers) % Math.Max(1, Heights - headers))
            {
                FrameWriter.Write(question, NetworkMagic.Mainnet, new GetHeadersMessage(start, headers));
                await socket.SendAsync(question);
                while (!TakeAnswer(received, ref count)) count += await socket.ReceiveAsync(received.AsMemory(count)) is > 0 and var read ? read : throw new SocketException();
            }
        }
        catch (SocketException)
        {
            // The run is over.
        }
    }

    /// <summary>Takes frames out of the buffer up to the first HEADERS.</summary>
    private static bool TakeAnswer(byte[] received, ref int count)
    {
        while (FrameReader.TryRead(received.AsSpan(0, count), NetworkMagic.Mainnet, out var frame, out _) == FrameStatus.Complete)
        {
            var isAnswer = frame.Type == MessageType.Headers;
            received.AsSpan(frame.Length, count - frame.Length).CopyTo(received);
            count -= frame.Length;
            if (isAnswer) return true;
        }

        return false;
    }
}
