using System.Net.Sockets;

namespace BloomCoin.Gateway.Connections;

/// <summary>What the kernel takes ahead of the network. A PONG cannot overtake bytes that it has taken already: megabytes, if it is let.</summary>
internal static class KernelQueue
{
    /// <summary>Bytes that wait in the kernel, beside those that are under way: enough for the time in which the send loop is woken.</summary>
    public const int MaxUnsent = 128 * 1024;

    private const int Tcp = 6, LinuxNotSentLowWater = 25;   // IPPROTO_TCP, TCP_NOTSENT_LOWAT of linux/tcp.h

    /// <summary>On Linux only; elsewhere a PONG waits for what the kernel holds.</summary>
    public static void Shorten(Socket socket)
    {
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption(Tcp, LinuxNotSentLowWater, BitConverter.GetBytes(MaxUnsent));
    }
}
