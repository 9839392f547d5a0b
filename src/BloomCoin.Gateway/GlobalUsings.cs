global using AddressList = BloomCoin.Protocol.Messages.ItemList<
    BloomCoin.Protocol.Messages.AddressEntry, BloomCoin.Protocol.Messages.AddressEntry>;
global using HashList = BloomCoin.Protocol.Messages.ItemList<System.ReadOnlySpan<byte>, BloomCoin.Protocol.Messages.HashLayout>;
global using HeaderList = BloomCoin.Protocol.Messages.ItemList<System.ReadOnlySpan<byte>, BloomCoin.Protocol.Messages.HeaderLayout>;
