namespace BloomCoin.Web.Live;

/// <summary>One picture of the node, written once for all who watch.</summary>
/// <param name="State">JSON of a <see cref="LiveState"/>; null before the node first answered.</param>
/// <param name="Blocks">JSON of the newest blocks.</param>
/// <param name="Peers">JSON of <see cref="LivePeers"/>.</param>
/// <param name="Lost">JSON of why the node does not answer; null while it does.</param>
internal sealed record LiveFrame(string? State, string? Blocks, string? Peers, string? Lost);
