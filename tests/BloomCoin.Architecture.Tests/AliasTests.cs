using System.Reflection;
using BloomCoin.Abstractions.Chain;
using Orleans.Runtime;

namespace BloomCoin.Architecture.Tests;

// A cluster that is upgraded silo by silo speaks both versions: names on the wire must not follow names in the source.
public sealed class AliasTests
{
    private static readonly Type[] Types = [.. typeof(IChainGrain).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("BloomCoin", StringComparison.Ordinal) == true)];

    private static readonly Type[] Interfaces = [.. Types.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    private static readonly Type[] Serialized = [.. Types.Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    [Fact]
    public void Every_grain_interface_has_an_alias()
    {
        Assert.NotEmpty(Interfaces);
        Assert.All(Interfaces, type => Assert.True(AliasOf(type) is not null, $"{type} has no alias"));
    }

    [Fact]
    public void Every_method_of_a_grain_interface_has_an_alias_that_no_other_has() => Assert.All(Interfaces, type =>
    {
        var methods = type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
        Assert.All(methods, method => Assert.True(AliasOf(method) is not null, $"{type}.{method.Name} has no alias"));
        Assert.Distinct(methods.Select(AliasOf));
    });

    [Fact]
    public void Every_serialized_type_has_an_alias()
    {
        Assert.NotEmpty(Serialized);
        Assert.All(Serialized, type => Assert.True(AliasOf(type) is not null, $"{type} has no alias"));
    }

    [Fact]
    public void No_two_types_share_an_alias() => Assert.Distinct(Interfaces.Concat(Serialized).Select(AliasOf));

    [Fact]
    public void An_alias_of_a_type_ends_in_its_version() =>
        Assert.All(Interfaces.Concat(Serialized), type => Assert.Matches(@"\.v\d+$", AliasOf(type)));

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
}
