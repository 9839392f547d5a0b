global using HashList = BloomCoin.Protocol.Messages.ItemList<System.ReadOnlySpan<byte>, BloomCoin.Protocol.Messages.HashLayout>;
global using HeaderList = BloomCoin.Protocol.Messages.ItemList<System.ReadOnlySpan<byte>, BloomCoin.Protocol.Messages.HeaderLayout>;
