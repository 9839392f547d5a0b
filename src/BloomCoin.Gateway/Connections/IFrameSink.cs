using BloomCoin.Protocol;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Connections;

/// <summary>What a connection hands its frames to. All calls come from the receive loop, one at a time.</summary>
internal interface IFrameSink
{
    /// <summary>Decides from a frame's header, before its payload is buffered; asked again while the payload arrives.</summary>
    FrameAdmission Admit(MessageType type, int length);

    /// <summary>Takes a complete frame; its payload is valid during the call only.</summary>
    void OnFrame(in Frame frame);

    /// <summary>While it is not complete no further frame is handed on, and nothing more is received. Does not fail.</summary>
    Task Ready { get; }

    /// <summary>A frame of an unknown type went by (wire-protocol 2: skipped and counted).</summary>
    void OnSkipped(MessageType type);

    /// <summary>The bytes broke a rule of the frame.</summary>
    void OnViolation(MessageType type, ProtocolViolation violation);
}

/// <summary>What becomes of a frame whose header has arrived.</summary>
internal enum FrameAdmission
{
    /// <summary>Buffer and dispatch it.</summary>
    Take,

    /// <summary>Let its bytes go by without buffering them.</summary>
    Skip,

    /// <summary>Nothing more from this peer: the sink has closed the connection.</summary>
    Refuse,
}
