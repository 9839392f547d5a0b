using System.Net;
using System.Net.Sockets;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Connections;

public sealed class ReadinessTests
{
    [Fact]   // as when a lease comes between two looks at it
    public async Task A_frame_goes_on_whose_sink_becomes_ready_while_it_is_put_aside()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var peer = await ScriptedPeer.Connect((IPEndPoint)listener.LocalEndPoint!);
        using var connection = new PeerConnection(
            await listener.AcceptAsync(TestContext.Current.CancellationToken), Wire.Magic, TimeProvider.System);
        var sink = new Sink();
        await peer.Send(Wire.Ping(1), Wire.Ping(2));
        var ended = connection.Run(sink);

        await sink.Second.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        connection.Dispose();
        await ended;
    }

    /// <summary>Not ready when it is asked for the second time, and ready ever after.</summary>
    private sealed class Sink : IFrameSink
    {
        private int _asked, _frames;

        public TaskCompletionSource Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ready => ++_asked == 2 ? new TaskCompletionSource().Task : Task.CompletedTask;

        public FrameAdmission Admit(MessageType type, int length) => FrameAdmission.Take;

        public void OnFrame(in Frame frame)
        {
            if (++_frames == 2) Second.TrySetResult();
        }

        public void OnSkipped(MessageType type) => Assert.Fail("both types are known");

        public void OnViolation(MessageType type, ProtocolViolation violation) => Assert.Fail($"both frames are in order: {violation}");
    }
}
