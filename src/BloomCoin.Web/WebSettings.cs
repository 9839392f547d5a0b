namespace BloomCoin.Web;

/// <summary>What the node's HTTP side shows, and to whom.</summary>
/// <param name="IsLoopback">Whether only this machine reaches it: then the dashboard is open where there is no token.</param>
/// <param name="Token">Opens the dashboard and the peers' addresses; null when nothing does.</param>
/// <param name="HasDashboard">Whether there is an Orleans dashboard.</param>
/// <param name="RequestsPerSecond">What one address may ask of the API in the long run; it may save up five seconds of it.</param>
public sealed record WebSettings(bool IsLoopback, string? Token, bool HasDashboard, int RequestsPerSecond);
