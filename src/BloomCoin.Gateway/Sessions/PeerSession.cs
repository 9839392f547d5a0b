using System.Runtime.CompilerServices;
using System.Text;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Gateway.Addresses;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Limits;
using BloomCoin.Gateway.Propagation;
using BloomCoin.Gateway.Relay;
using BloomCoin.Peering;
using BloomCoin.Protocol;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions;

/// <summary>One peer's conversation over one connection: the handshake, then what each message asks for. Dispatch is one table, <see cref="MessageHandlers"/>.</summary>
internal sealed partial class PeerSession : IFrameSink
{
    /// <summary>Ours, as peers see it (wire-protocol 3, rule 5).</summary>
    public static readonly byte[] UserAgent =
        Encoding.ASCII.GetBytes($"/BloomCoin.Orleans:{typeof(PeerSession).Assembly.GetName().Version!.ToString(3)}/");

    private readonly Handshake _handshake;
    private readonly Action<PeerSession> _established;
    private readonly AddressBudget? _budget;
    private StrongBox<Hash256>? _announced;
    private long _announcedAt;

    /// <param name="connection">The connection it is held over.</param>
    /// <param name="outbound">True when this node dialled.</param>
    /// <param name="context">What all sessions share.</param>
    /// <param name="established">Called once, by the receive loop, when the handshake is complete.</param>
    public PeerSession(PeerConnection connection, bool outbound, GatewayContext context, Action<PeerSession> established)
    {
        _established = established;
        Connection = connection;
        Outbound = outbound;
        Context = context;
        Key = PeerAddress.KeyOf(connection.Remote);
        Account = PeerAddress.AccountOf(connection.Remote.Address);
        Limits = new MessageLimits(this, _budget = context.Budgets.Join(connection.Remote.Address, Account));
        _handshake = new Handshake(outbound, context.IsOurs);
        HeaderRequests = new HeaderRequests(this);
        BlockRequests = new BlockRequests(this);
        Answers = new AnswerQueue(this);
        Keepalive = new Keepalive(this);
        Unasked = new UnaskedAllowance(context.UnaskedBlocks, Limits);
        Merits = new PeerMerits(context.Time);
        Pushes = new PushAllowance(context.Time);
        Transactions = new PeerTransactions(context.Time);
        Addresses = new PeerAddresses(this);
    }

    public PeerConnection Connection { get; }

    /// <summary>True when this node dialled.</summary>
    public bool Outbound { get; }

    /// <summary>Whether it is to end when the handshake is complete: this node only wants to know whether another one answers.</summary>
    public bool IsFeeler { get; init; }

    public GatewayContext Context { get; }

    /// <summary>The key of the peer's grain.</summary>
    public string Key { get; }

    /// <summary>What answers for what the peer does: its address, or its IPv6 /64.</summary>
    public string Account { get; }

    /// <summary>What the peer may send.</summary>
    public MessageLimits Limits { get; }

    /// <summary>What the peer's VERSION said; null before it.</summary>
    public PeerVersion? Peer { get; private set; }

    public bool IsEstablished => EstablishedAt is not null;

    /// <summary>Timestamp of the completed handshake; null before it.</summary>
    public long? EstablishedAt { get; private set; }

    /// <summary>Completes when the peer's grain knows of the connection; null before the handshake is complete.</summary>
    public Task? Reported { get; set; }

    /// <summary>The most that the peer has claimed, in its VERSION and in announcements: a hint.</summary>
    public uint ClaimedHeight { get; set; }

    /// <summary>The last block that the peer announced or sent unasked; null before the first. Written by the receive loop, read by the heartbeat.</summary>
    public Hash256? Announced
    {
        get => Volatile.Read(ref _announced)?.Value;
        set
        {
            Volatile.Write(ref _announced, value is { } hash ? new StrongBox<Hash256>(hash) : null);
            Interlocked.Exchange(ref _announcedAt, Context.Time.GetTimestamp());
        }
    }

    /// <summary>Timestamp of the last such block; null before the first.</summary>
    public long? AnnouncedAt => Interlocked.Read(ref _announcedAt) is var announced and not 0 ? announced : null;

    /// <summary>Headers that this node waits for.</summary>
    public HeaderRequests HeaderRequests { get; }

    /// <summary>Blocks that this node waits for.</summary>
    public BlockRequests BlockRequests { get; }

    /// <summary>What the peer asked for and is owed.</summary>
    public AnswerQueue Answers { get; }

    /// <summary>Whether neither side waits for anything that the other was asked for.</summary>
    public bool IsSettled => Answers.IsIdle && Connection.Unsent == 0 && !BlockRequests.Any && HeaderRequests.Owed is null;

    public Keepalive Keepalive { get; }

    /// <summary>What speaks for the peer when a connection has to go.</summary>
    public PeerMerits Merits { get; }

    /// <summary>Blocks that the peer is known to have.</summary>
    public KnownBlocks Known { get; } = new();

    /// <summary>What the peer may send of blocks that nobody asked it for.</summary>
    public UnaskedAllowance Unasked { get; }

    /// <summary>What the peer may be sent of blocks that it did not ask for.</summary>
    public PushAllowance Pushes { get; }

    /// <summary>What the relay of transactions remembers of this peer.</summary>
    public PeerTransactions Transactions { get; }

    /// <summary>What the peer may tell of addresses, and was told.</summary>
    public PeerAddresses Addresses { get; }

    /// <summary>Holds the conversation until the connection ends, and says why it did.</summary>
    public async Task<CloseCause> Run()
    {
        Act(_handshake.Open());
        var cause = await Connection.Run(this);
        if (FaultOf(cause.Reason) is { } fault) Note(fault, 1);
        if (_budget is not null) Context.Budgets.Leave(_budget);
        HeaderRequests.Abandon(cause);
        BlockRequests.Abandon(cause);
        Unasked.Return();
        await Answers.End();
        PhasesIfAny?.Tally.TellAll();
        return cause;
    }

    /// <summary>What the end of the connection counts (wire-protocol 7); what grains judged they have counted.</summary>
    private PeerEvent? FaultOf(DisconnectReason reason) => reason switch
    {
        DisconnectReason.ProtocolViolation => PeerEvent.ProtocolViolation,
        DisconnectReason.RemoteClosed when BlockRequests.Any || HeaderRequests.Owed is not null => PeerEvent.Disconnect,
        _ => null,
    };

    public void Send<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct => Connection.Send(message);

    /// <summary>Ends the connection over a rule that the peer broke.</summary>
    public void Violate(MessageType type, ViolationKind kind, string rule)
    {
        if (Connection.IsOpen) Context.Metrics.Violated(kind);
        Connection.Close(DisconnectReason.ProtocolViolation, $"{type}: {rule}");
    }

    /// <summary>Ends it over a rule that the bytes break.</summary>
    public void Violate(MessageType type, ProtocolViolation rule) => Violate(type, (ViolationKind)rule, rule.ToString());

    FrameAdmission IFrameSink.Admit(MessageType type, int length)
    {
        if (Connection.IsFinishing) return FrameAdmission.Skip;
        if (!_handshake.Admits(type))
        {
            Violate(type, ViolationKind.BeforeHandshake, "before the handshake was complete");
            return FrameAdmission.Refuse;
        }

        // While the peer owes blocks, one that arrives may be such a block; its handler knows.
        return type != MessageType.Block || BlockRequests.Any || Unasked.Allows(length) ? FrameAdmission.Take : FrameAdmission.Skip;
    }

    void IFrameSink.OnFrame(in Frame frame) => MessageHandlers.For(frame.Type)(this, frame.Payload);

    /// <summary>After the handshake a peer waits until there is a lease that its messages can be taken from: mostly it has come by then.</summary>
    Task IFrameSink.Ready => IsEstablished && _budget is not null ? _budget.Ready : Task.CompletedTask;

    void IFrameSink.OnSkipped(MessageType type) => Context.Log.UnknownMessageSkipped((byte)type, Key);

    void IFrameSink.OnViolation(MessageType type, ProtocolViolation violation) => Violate(type, violation);
}
