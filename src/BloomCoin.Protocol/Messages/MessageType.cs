namespace BloomCoin.Protocol.Messages;

/// <summary>The byte at offset 4 of a frame (wire-protocol 2). A value without a name belongs to a later version and is skipped.</summary>
public enum MessageType : byte
{
    /// <summary>No message: what a frame has before its header arrives.</summary>
    None = 0,

    /// <summary>Who I am and what I hold; see <see cref="VersionMessage"/>.</summary>
    Version = 0x01,

    /// <summary>I accept your VERSION; see <see cref="VerackMessage"/>.</summary>
    Verack = 0x02,

    /// <summary>One block; see <see cref="BlockMessage"/>.</summary>
    Block = 0x10,

    /// <summary>Asks for blocks by hash; see <see cref="GetBlocksMessage"/>.</summary>
    GetBlocks = 0x11,

    /// <summary>Headers of the best chain in order; see <see cref="HeadersMessage"/>.</summary>
    Headers = 0x12,

    /// <summary>Asks for headers by height; see <see cref="GetHeadersMessage"/>.</summary>
    GetHeaders = 0x13,

    /// <summary>What was asked for and is not here; see <see cref="NotFoundMessage"/>.</summary>
    NotFound = 0x14,

    /// <summary>One transaction; see <see cref="TxMessage"/>.</summary>
    Tx = 0x20,

    /// <summary>Asks for transactions by txid; see <see cref="GetTxMessage"/>.</summary>
    GetTx = 0x21,

    /// <summary>An inventory of transactions, or the request for it; see <see cref="MempoolMessage"/>.</summary>
    Mempool = 0x22,

    /// <summary>One peer's oscillator phases; see <see cref="PhaseMessage"/>.</summary>
    Phase = 0x30,

    /// <summary>Asks for phases by height; see <see cref="GetPhaseMessage"/>.</summary>
    GetPhase = 0x31,

    /// <summary>Coherence by height: an answer, or an announcement; see <see cref="CoherenceMessage"/>.</summary>
    Coherence = 0x32,

    /// <summary>Addresses of other nodes; see <see cref="AddrMessage"/>.</summary>
    Addr = 0x40,

    /// <summary>Asks for addresses; see <see cref="GetAddrMessage"/>.</summary>
    GetAddr = 0x41,

    /// <summary>Are you there; see <see cref="PingMessage"/>.</summary>
    Ping = 0x42,

    /// <summary>I am; see <see cref="PongMessage"/>.</summary>
    Pong = 0x43,
}
