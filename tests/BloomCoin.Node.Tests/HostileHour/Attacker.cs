using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>Attacks again and again; after twenty connections from another address, as who has a botnet does.</summary>
internal sealed class Attacker(Attack attack, byte kind, int number)
{
    private const int ConnectionsOfAnAddress = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Connections that it made, and how many of them are over.</summary>
    public int Connections { get; private set; }

    /// <summary>The addresses that it left behind.</summary>
    public List<IPAddress> Left { get; } = [];

    public async Task Run(int port, CancellationToken over)
    {
        try
        {
            await Task.Delay(attack.After + (Pause * number / attack.Count), TimeProvider.System, over);
            for (var move = 0; ; move++)
            {
                var address = attack.AddressOf(kind, number, move);
                for (var turn = 0; turn < ConnectionsOfAnAddress; turn++)
                {
                    await AttackOnce(address, port, over);
                    await Task.Delay(Pause, TimeProvider.System, over);
                }

                lock (Left) Left.Add(address);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The hour is over.
        }
    }

    private async Task AttackOnce(IPAddress address, int port, CancellationToken over)
    {
        try
        {
            using var stranger = await Stranger.Connect(address, port, over, attack.ReceiveBuffer);
            Connections++;
            await attack.Conduct(stranger, over);
        }
        catch (SocketException)
        {
            // The node ended it, or took it not at all: its log and metrics say why.
        }
    }
}
