using System.Net;

namespace BloomCoin.Testing.Peers;

/// <summary>
/// The honest second peer of a scenario, held open as long as it lasts: it asks for an answer as often as the protocol lets it, and at its
/// disposal each has come within 2 s and the connection still lives (p2p-anchors, scenarios).
/// </summary>
public sealed class HonestWitness : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// wire-protocol 6: 100 PINGs a minute, saved up at first, so a scenario of a moment is seen as well as one of a minute. A gateway that cannot
    /// ask how much an address may send allows a quarter of it.
    /// </summary>
    private static readonly TimeSpan AtFirst = TimeSpan.FromMilliseconds(20), Later = TimeSpan.FromMilliseconds(700);

    private const int SavedUp = 20;

    private readonly Func<Task> _ping;
    private readonly IAsyncDisposable? _owned;
    private readonly CancellationTokenSource _over = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _asking;

    /// <param name="ping">Sends a PING, and completes with its answer.</param>
    /// <param name="owned">What ends with the witness.</param>
    public HonestWitness(Func<Task> ping, IAsyncDisposable? owned = null)
    {
        (_ping, _owned) = (ping, owned);
        _asking = Ask();
    }

    /// <summary>Answers that came.</summary>
    public int Answers { get; private set; }

    /// <summary>What the slowest of them took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>A peer of its own that shakes hands with a node on this machine.</summary>
    /// <param name="port">Where the node listens.</param>
    /// <param name="from">The witness's address, where the scenario is about addresses.</param>
    public static async Task<HonestWitness> Connect(int port, string from = "127.0.0.1")
    {
        var script = new PeerScript(IPAddress.Parse(from), new ServedChain()) { Services = default, Claims = 0 };
        var peer = await ChainPeer.Connect(script, port);
        return new HonestWitness(peer.Ping, peer);
    }

    /// <summary>Asks once more, beside what it asks by itself.</summary>
    public async Task ExpectAnswer()
    {
        await _turn.WaitAsync();
        try
        {
            var asked = TimeProvider.System.GetTimestamp();
            await _ping();
            var took = TimeProvider.System.GetElapsedTime(asked);
            if (took > Slowest) Slowest = took;
            Answers++;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _over.CancelAsync();
            await _asking;
            await ExpectAnswer();
        }
        finally
        {
            _over.Dispose();
            _turn.Dispose();
            if (_owned is not null) await _owned.DisposeAsync();
        }

        if (Slowest > Limit) throw new TimeoutException($"of {Answers} PINGs of an honest peer one was answered after {Slowest}");
    }

    private async Task Ask()
    {
        while (!_over.IsCancellationRequested)
        {
            await ExpectAnswer();
            await Task.Delay(Answers < SavedUp ? AtFirst : Later, TimeProvider.System, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
