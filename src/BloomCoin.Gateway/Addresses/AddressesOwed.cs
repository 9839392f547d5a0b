using BloomCoin.Abstractions.Addresses;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Addresses;

/// <summary>An answer to GET_ADDR: 23 % of the address book, at most 1000.</summary>
internal sealed record AddressesOwed : IAnswer
{
    public async Task Send(PeerSession session)
    {
        await session.Connection.WaitForRoom();
        session.Send(new AddrMessage(new AddressList(await session.Context.Addresses.Book.Sample())));
    }
}
