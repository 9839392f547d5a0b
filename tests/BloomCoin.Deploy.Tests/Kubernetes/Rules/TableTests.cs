namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

public sealed class TableTests
{
    [Fact]
    public void Every_member_that_a_table_names_is_one_of_its_type()
    {
        var named = RequiredMembers.Members.Concat(Alternatives.Members)
            .SelectMany(entry => entry.Value.Select(member => (Type: entry.Key, Member: member)))
            .Concat(Enumerations.Words.Keys);
        Assert.All(named, each => Assert.True(Place.MemberType(each.Type, each.Member) is not null, $"{each.Type.Name} has no {each.Member}"));
    }
}
