using System.Net.Sockets;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>Peers that ask for headers, one question at a time each.</summary>
internal static class HeaderQuestions
{
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
    public static async Task Ask(int port, int connections)
    {
        var sockets = await PeerSockets.Establish(port, connections);
        await Task.WhenAll(sockets.Select((socket, index) => Task.Run(() => Ask(socket, (uint)index))));
    }

    private static async Task Ask(Socket socket, uint first)
    {
        var (question, received, count) = (new byte[Length], new byte[64 * 1024], 0);
        try
        {
            for (var start = first; ; start = (start + Headers) % Heights)
            {
                FrameWriter.Write(question, NetworkMagic.Mainnet, new GetHeadersMessage(start, Headers));
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
