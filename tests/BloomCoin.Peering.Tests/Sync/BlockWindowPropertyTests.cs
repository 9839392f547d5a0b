using BloomCoin.Peering.Sync;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Sync;

/// <summary>
/// wire-protocol 5, over deliveries, losses and delays that nobody thought of. CsCheck prints the seed of one that fails.
/// </summary>
public sealed class BlockWindowPropertyTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    [Fact]
    public void Every_block_is_appended_once_and_in_order_while_one_peer_serves() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[1, 200], Gen.Int[0, 11], Gen.Int[0, int.MaxValue]).Sample((blocks, size, strangers, seed) =>
        {
            var run = new Run(blocks, size, strangers, new Random(seed));
            var steps = 0;
            while (!run.IsDone && steps++ < Patience / Tick) run.Step();
            Assert.True(run.IsDone, $"{run.Appended} of {blocks} blocks after {Patience}");
            Assert.Equal(blocks, run.Appended);
        }, iter: 300);

    /// <summary>One download: peer 0 answers within a second, the others as chance has it.</summary>
    private sealed class Run
    {
        private readonly FakeTimeProvider _time = new();
        private readonly Random _random;
        private readonly BlockWindow _window;
        private readonly PeerLoad[] _peers;
        private readonly List<(BlockAsk Ask, DateTimeOffset Due)> _asked = [];
        private readonly int _blocks, _size;

        public Run(int blocks, int size, int strangers, Random random)
        {
            (_blocks, _size, _random) = (blocks, size, random);
            _window = new BlockWindow(1, _time);
            _peers = [.. Enumerable.Range(0, strangers + 1).Select(index => new PeerLoad($"peer:{index}", _time) { Height = blocks })];
        }

        public int Appended { get; private set; }

        public bool IsDone => _window.Appended == _blocks + 1;

        public void Step()
        {
            var assignment = _window.Assign(_peers, _blocks + 1, _size);
            _asked.AddRange(assignment.Asks.Select(ask => (ask, _time.GetUtcNow() + Delay(ask))));
            Check(assignment);
            _time.Advance(Tick);
            foreach (var due in _asked.FindAll(asked => asked.Due <= _time.GetUtcNow()))
            {
                _asked.Remove(due);
                Answer(due.Ask);
            }

            if (_window.Ready is { } ready) Append(ready);
        }

        private void Check(BlockAssignment assignment)
        {
            Assert.InRange(_window.InFlight, 0, BlockWindow.MaxInFlight);
            Assert.All(_peers, peer => Assert.InRange(peer.Asks.Count, 0, PeerLoad.MaxInFlight));
            Assert.All(assignment.Asks, ask => Assert.InRange(ask.Count, 1, _size));
            Assert.InRange(_window.Ranges.Sum(range => range.Count), 0, BlockWindow.MaxRanges * _size);
            Assert.True(_window.CanGoOn(_peers, _blocks + 1, evenSilent: true), "one peer serves everything");
            var next = _window.Appended;
            foreach (var range in _window.Ranges)
            {
                Assert.Equal(next, range.Start);
                next = range.End;
            }
        }

        private TimeSpan Delay(BlockAsk ask) => ask.Peer == _peers[0]
            ? TimeSpan.FromSeconds(_random.NextDouble())
            : TimeSpan.FromSeconds(Math.Pow(10, (_random.NextDouble() * 4) - 2));   // 10 ms to 100 s

        private void Answer(BlockAsk ask)
        {
            var count = ask.Peer == _peers[0] || _random.Next(2) == 0 ? ask.Count : _random.Next(ask.Count + 1);
            if (ask.Peer != _peers[0] && _random.Next(5) == 0) _window.Lose(ask);
            else _window.Deliver(ask, count, new byte[count], isCut: false);
        }

        private void Append(BlockRange ready)
        {
            Assert.Equal(Appended + 1, ready.Start);
            Assert.Equal(ready.Count, ready.Blocks!.Length);
            var good = ready.Deliverer != _peers[0] && _random.Next(4) == 0 ? _random.Next(ready.Count) : ready.Count;
            Appended += good;
            _window.Append(good);
        }
    }
}
