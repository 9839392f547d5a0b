global using BloomCoin.Protocol.Frames;
global using BloomCoin.Protocol.Messages;
global using AddressList = BloomCoin.Protocol.Messages.ItemList<
    BloomCoin.Protocol.Messages.AddressEntry, BloomCoin.Protocol.Messages.AddressEntry>;
global using CoherenceList = BloomCoin.Protocol.Messages.ItemList<
    BloomCoin.Protocol.Messages.CoherencePair, BloomCoin.Protocol.Messages.CoherencePair>;
global using HashList = BloomCoin.Protocol.Messages.ItemList<System.ReadOnlySpan<byte>, BloomCoin.Protocol.Messages.HashLayout>;
global using HeaderList = BloomCoin.Protocol.Messages.ItemList<System.ReadOnlySpan<byte>, BloomCoin.Protocol.Messages.HeaderLayout>;
global using HeightList = BloomCoin.Protocol.Messages.ItemList<uint, BloomCoin.Protocol.Messages.HeightLayout>;
