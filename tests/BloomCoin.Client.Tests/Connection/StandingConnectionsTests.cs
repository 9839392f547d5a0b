using System.IO.Pipelines;
using BloomCoin.Client.Connection;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Client.Tests.Connection;

public sealed class StandingConnectionsTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly StandingConnections _gateways;

    public StandingConnectionsTests() => _gateways = new StandingConnections(_time);

    [Fact]
    public async Task What_was_silent_for_so_long_is_ended_and_what_said_something_meanwhile_is_not()
    {
        await using var silent = new Gateway(_gateways);
        await using var heard = new Gateway(_gateways);
        Assert.Equal(2, _gateways.Count);
        _time.Advance(Silence / 2);
        await heard.Say();
        _time.Advance(Silence / 2);

        _gateways.EndSilent(Silence);
        Assert.Equal((true, false), (silent.IsEnded, heard.IsEnded));
        await silent.Run;
        Assert.Equal(1, _gateways.Count);

        var end = _gateways.NextEnd;
        _time.Advance(Silence / 2);
        Assert.False(end.IsCompleted);
        _gateways.EndSilent(Silence);
        Assert.True(heard.IsEnded);
        await heard.Run;
        Assert.Equal(0, _gateways.Count);
        await end;
        Assert.False(_gateways.NextEnd.IsCompleted);   // of the next
    }

    /// <summary>A connection to a gateway, and the gateway's side of it.</summary>
    private sealed class Gateway : DefaultConnectionContext
    {
        private readonly Pipe _said = new(new PipeOptions(readerScheduler: PipeScheduler.Inline));

        public Gateway(StandingConnections gateways)
        {
            Transport = new Ends(_said.Reader, new Pipe().Writer);
            Run = gateways.Watch(Receive)(this);
        }

        public Task Run { get; }

        public bool IsEnded { get; private set; }

        public async Task Say() => await _said.Writer.WriteAsync(new byte[1]);

        public override void Abort(ConnectionAbortedException abortReason)
        {
            IsEnded = true;
            _said.Reader.CancelPendingRead();
        }

        private static async Task Receive(ConnectionContext connection)
        {
            while (await connection.Transport.Input.ReadAsync() is { IsCanceled: false } read) connection.Transport.Input.AdvanceTo(read.Buffer.End);
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
