using BloomCoin.Gateway.Sessions;

namespace BloomCoin.Gateway.Phases;

/// <summary>An answer to GET_PHASE: one PHASE per height held, silence for the others (wire-protocol 4).</summary>
/// <param name="Heights">1 to 100.</param>
internal sealed record PhasesOwed(uint[] Heights) : IAnswer
{
    public async Task Send(PeerSession session)
    {
        foreach (var height in Heights.Distinct())
        {
            if (!session.Connection.IsOpen) return;
            await session.Connection.WaitForRoom();
            if (await session.Context.Phases.Held.Find(height) is { } merge) session.Phases.Send(merge);
        }
    }
}
