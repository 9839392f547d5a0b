using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Gateway.Connections;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions;

/// <summary>An answer to GET_BLOCKS, read in pieces of 1 MiB as the peer takes them: 500 blocks never wait in memory at once.</summary>
/// <param name="Hashes">1 to 500 hashes, 32 bytes each.</param>
internal sealed record BlocksOwed(byte[] Hashes) : IAnswer
{
    private const int PieceBytes = 1024 * 1024;

    public SendLane Lane => SendLane.Chain;

    public async Task Send(PeerSession session)
    {
        var reader = session.Context.Grains.GetGrain<IBlockReaderGrain>(0);
        var missing = new List<byte>();
        for (var offset = 0; offset < Hashes.Length && session.Connection.IsOpen;)
        {
            await session.Connection.WaitForRoom();
            var answer = await reader.Read(new BlockRequest(Hashes[offset..], PieceBytes));
            foreach (var block in answer.Found.Split())
            {
                await session.Connection.WaitForRoom();
                session.Send(new BlockMessage(block.Span));
            }

            missing.AddRange(answer.Missing);
            offset += answer.Answered * Hash256.Length;
        }

        if (missing.Count > 0) session.Send(new NotFoundMessage(MessageType.Block, new HashList(missing.ToArray())));
    }
}
