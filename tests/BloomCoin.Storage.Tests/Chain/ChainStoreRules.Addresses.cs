namespace BloomCoin.Storage.Tests.Chain;

public abstract partial class ChainStoreRules
{
    [Fact]
    public async Task The_first_secret_of_the_address_book_stays()
    {
        var first = Enumerable.Repeat((byte)1, 32).ToArray();
        Assert.Equal(first, await Addresses.GetSecret(first));
        await Reopen();
        Assert.Equal(first, await Addresses.GetSecret(new byte[32]));
    }

    [Fact]
    public async Task Known_addresses_come_back_as_they_were_kept_page_by_page()
    {
        var kept = Enumerable.Range(0, 50).Select(Known).ToList();
        await Addresses.Change(new AddressChange([.. kept.AsEnumerable().Reverse()], []));
        await Reopen();

        var first = await Addresses.ReadAddresses(after: null, 20);
        var rest = await Addresses.ReadAddresses(first[^1], 100);
        Assert.Equal((20, 30), (first.Count, rest.Count));
        Assert.Equal(kept.Select(Text), first.Concat(rest).Select(Text));
        Assert.Empty(await Addresses.ReadAddresses(rest[^1], 100));
    }

    [Fact]
    public async Task An_address_that_is_kept_again_is_replaced_and_one_removed_is_gone()
    {
        var kept = Enumerable.Range(0, 6).Select(Known).ToList();
        await Addresses.Change(new AddressChange(kept, []));
        var changed = kept[2] with { IsTried = !kept[2].IsTried, LastHeld = 77, Failures = 9, Services = -1, Source = kept[5].Address };
        (byte[], int)[] removed = [(kept[1].Address, kept[1].Port), (kept[4].Address, kept[4].Port + 1000), (new byte[16], 1)];
        await Addresses.Change(new AddressChange([changed], removed));
        await Addresses.Change(new AddressChange([], []));

        StoredAddress[] expected = [kept[0], changed, kept[3], kept[4], kept[5]];
        Assert.Equal(expected.Select(Text), (await Addresses.ReadAddresses(after: null, 100)).Select(Text));
    }

    /// <summary>Every third shares its address with the next, on another port.</summary>
    private static StoredAddress Known(int index)
    {
        var address = new byte[16];
        (address[0], address[15]) = (0x20, (byte)(index / 3 * 5));
        return new StoredAddress(address, 8333 + (index % 3), [.. Enumerable.Repeat((byte)index, 16)], index)
        {
            LastSeen = 1_800_000_000L + index,
            LastTry = 2,
            LastSuccess = 4_000_000_000L,
            LastHeld = index,
            Failures = index % 4,
            IsTried = index % 2 == 0,
        };
    }

    private static string Text(StoredAddress row) =>
        $"{Convert.ToHexString(row.Address)}:{row.Port} {Convert.ToHexString(row.Source)} {row with { Address = [], Source = [] }}".Replace("System.Byte[]", "", StringComparison.Ordinal);
}
