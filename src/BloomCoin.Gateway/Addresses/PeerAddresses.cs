using BloomCoin.Abstractions.Addresses;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Addresses;

/// <summary>What one connection may tell of addresses, and what it was told. Used by its receive loop only.</summary>
internal sealed class PeerAddresses(PeerSession session)
{
    private readonly AddressIntake _intake = new(session.Context.Time);
    private bool _isAwaited, _isAnswered;

    /// <summary>The handshake is complete. A peer that this node dialled hears where it is reached, and is asked whom it knows: one that dialled in could have been sent to tell.</summary>
    public void OnEstablished()
    {
        if (!session.Outbound) return;
        var own = session.Context.ExternalAddress;
        if (own != default)
        {
            var now = (uint)session.Context.Time.GetUtcNow().ToUnixTimeSeconds();
            var entry = new AddressEntry(now, PeerSession.OwnServices, own);
            session.Send(new AddrMessage(ItemList.Encode<AddressEntry, AddressEntry>([entry], stackalloc byte[AddressEntry.Size])));
        }

        _intake.Asked();
        _isAwaited = true;
        session.Send(default(GetAddrMessage));
    }

    /// <summary>ADDR. What is over the connection's allowance is dropped, by chance: the first ones are not the better ones.</summary>
    public void OnAddr(AddressList addresses)
    {
        if (!_isAwaited && !session.Limits.Admits(MessageType.Addr)) return;
        var taken = _intake.Take(addresses.Count);
        if (taken < addresses.Count) session.Context.Log.AddressesDropped(session.Key, addresses.Count - taken);
        if (taken == 0) return;
        var isAnswer = _isAwaited;
        _isAwaited = false;
        _ = session.Context.Addresses.Take(session, Choose(addresses, taken), mayBeRelayed: !isAnswer && addresses.Count <= AddressRelay.MaxCount);
    }

    /// <summary>GET_ADDR. Answered once, and only to who dialled in: else peers could be made to show, time and again, whom they know.</summary>
    public void OnGetAddr()
    {
        if (session.Outbound || _isAnswered) return;
        _isAnswered = true;
        session.Answers.Add(new AddressesOwed());
    }

    private byte[] Choose(AddressList addresses, int count)
    {
        if (count == addresses.Count) return addresses.Bytes.ToArray();
        var chosen = new byte[count * AddressEntry.Size];
        for (int index = 0, left = addresses.Count; index < addresses.Count && count > 0; index++, left--)
        {
            if (session.Context.Random.Next(left) >= count) continue;
            count--;
            addresses.Bytes.Slice(index * AddressEntry.Size, AddressEntry.Size).CopyTo(chosen.AsSpan(count * AddressEntry.Size));
        }

        return chosen;
    }
}
