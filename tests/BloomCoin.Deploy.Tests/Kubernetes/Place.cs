using System.Reflection;
using System.Text.Json.Serialization;
using YamlDotNet.RepresentationModel;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>A place in what is written, and the type that is read from it.</summary>
/// <param name="Path">From the root, such as spec.ports[0].port.</param>
/// <param name="Owner">The type whose member it is; none for the root, entries of lists and of maps.</param>
/// <param name="Member">The member's name.</param>
internal sealed record Place(string Path, YamlNode Node, Type Type, Type? Owner, string Member)
{
    /// <summary>Every place of a manifest, the root first.</summary>
    public static IEnumerable<Place> In(Manifest manifest) => new Place("", manifest.Written, manifest.Resource.GetType(), null, "").AndBelow();

    /// <summary>The type of a member, by the name that manifests know it by.</summary>
    public static Type? MemberType(Type owner, string member) =>
        owner.GetProperties().FirstOrDefault(property => Written(property) == member)?.PropertyType;

    private IEnumerable<Place> AndBelow() => Below().SelectMany(place => place.AndBelow()).Prepend(this);

    private IEnumerable<Place> Below() => Node switch
    {
        YamlMappingNode map => map.Children.Select(child => Child(((YamlScalarNode)child.Key).Value!, child.Value)).OfType<Place>(),
        YamlSequenceNode list => list.Select((entry, index) => new Place($"{Path}[{index}]", entry, Generic(typeof(IList<>))!, null, "")),
        _ => [],
    };

    private Place? Child(string key, YamlNode node)
    {
        var path = Path.Length == 0 ? key : $"{Path}.{key}";
        if (Generic(typeof(IDictionary<,>)) is { } entry) return new(path, node, entry, null, "");
        return MemberType(Type, key) is { } type ? new(path, node, Nullable.GetUnderlyingType(type) ?? type, Type, key) : null;
    }

    /// <summary>What a list or a map is of.</summary>
    private Type? Generic(Type definition) => Type.GetInterfaces().Prepend(Type)
        .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == definition)?.GetGenericArguments()[^1];

    private static string Written(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
}
