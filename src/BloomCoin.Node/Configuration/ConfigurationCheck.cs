using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using BloomCoin.Client;
using BloomCoin.Grains.Placement;
using BloomCoin.Node.Options;

namespace BloomCoin.Node.Configuration;

/// <summary>Judges the whole configuration before anything starts, so that every mistake is named at once: key, value, what is accepted.</summary>
/// <remarks>
/// The options classes say what is accepted, by their types and validation attributes. Binding alone would let a mistyped key
/// pass in silence and stop at the first value it cannot convert, without saying what it would take. <c>Bloom:Client</c> is left to client
/// apps: <c>bloom</c> in a silo's container reads the same environment.
/// </remarks>
internal sealed class ConfigurationCheck(IConfiguration configuration)
{
    private readonly List<string> _errors = [];

    /// <summary>One line for each mistake.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public static ConfigurationCheck Of(IConfiguration configuration)
    {
        var check = new ConfigurationCheck(configuration);
        check.Section(configuration.GetSection(NodeOptions.Section), typeof(NodeOptions));
        check.Together();
        return check;
    }

    private void Section(IConfigurationSection section, Type options)
    {
        if (!string.IsNullOrEmpty(section.Value)) _errors.Add($"{section.Path} = \"{section.Value}\": this is a section of keys and has no value of its own");
        foreach (var child in section.GetChildren().Where(child => !child.Path.Equals(BloomClientOptions.Section, StringComparison.OrdinalIgnoreCase)))
        {
            var property = options.GetProperties().FirstOrDefault(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (OptionSections.All.TryGetValue(child.Path, out var nested)) Section(child, nested);
            else if (property is null) _errors.Add($"{child.Path}: there is no such key{Nearest(child.Key, section.Path, options)}");
            else Key(child, property);
        }
    }

    private void Key(IConfigurationSection key, PropertyInfo property)
    {
        if (property.PropertyType is { IsEnum: false, IsGenericType: false } type && type.Namespace!.StartsWith(nameof(BloomCoin), StringComparison.Ordinal))
        {
            Section(key, type);
            return;
        }

        var values = key.GetChildren().ToList();
        if (values.Count == 0) Value(key, property, property.PropertyType);
        else if (property.PropertyType == typeof(IReadOnlyDictionary<string, int>)) values.ForEach(value => Entry(value, property));
        else if (property.PropertyType == typeof(IReadOnlyList<string>)) values.ForEach(value => Value(value, property, typeof(string)));
        else _errors.Add($"{key.Path}: one value belongs here, not {values.Count}; accepted: {Accepted(property)}");
    }

    private void Value(IConfigurationSection key, PropertyInfo property, Type type)
    {
        if (!TryConvert(key.Value, type, out var value) || !IsValid(property, value)) Refuse(key, property);
    }

    private void Entry(IConfigurationSection entry, PropertyInfo property)
    {
        if (!int.TryParse(entry.Value, out var value) || !IsValid(property, new Dictionary<string, int>(StringComparer.Ordinal) { [entry.Key] = value }))
            Refuse(entry, property);
    }

    private void Refuse(IConfigurationSection key, PropertyInfo property) =>
        _errors.Add($"{key.Path} = \"{key.Value}\"; accepted: {Accepted(property)}");

    /// <summary>What no single key shows. A value that is wrong by itself is named already.</summary>
    private void Together()
    {
        var isPostgreSql = Read($"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}", StorageProvider.Sqlite) == StorageProvider.PostgreSql;
        if (isPostgreSql && string.IsNullOrWhiteSpace(configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"]))
        {
            var property = typeof(StorageOptions).GetProperty(nameof(StorageOptions.ConnectionString))!;
            _errors.Add($"{StorageOptions.Section}:ConnectionString is not set, and Provider = PostgreSql needs it; accepted: {Accepted(property)}");
        }

        var roles = Read($"{NodeOptions.Section}:{nameof(NodeOptions.Roles)}", SiloRoles.All);
        if (!isPostgreSql && roles != SiloRoles.All)
            _errors.Add($"{NodeOptions.Section}:Roles = \"{roles}\": silos find each other on PostgreSQL; accepted with {StorageOptions.Section}:Provider = Sqlite: All");
        if (roles == SiloRoles.Compute && Mines() && configuration[$"{MiningOptions.Section}:{nameof(MiningOptions.Address)}"] is null)
        {
            _errors.Add(
                $"{MiningOptions.Section}:Address is not set, and each silo would mine for a key of its own; accepted: an address, or {MiningOptions.Section}:Enabled = false");
        }
    }

    private bool Mines() => Read(
        $"{MiningOptions.Section}:{nameof(MiningOptions.Enabled)}",
        MiningOptions.IsEnabledOn(configuration[$"{NodeOptions.Section}:{nameof(NodeOptions.Network)}"] ?? new NodeOptions().Network));

    private T Read<T>(string key, T otherwise) => TryConvert(configuration[key], typeof(T), out var value) ? (T)value! : otherwise;

    private static bool IsValid(PropertyInfo property, object? value) =>
        property.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(value));

    private static bool TryConvert(string? text, Type type, out object? value)
    {
        value = text;
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string)) return true;
        if (string.IsNullOrWhiteSpace(text) || (target.IsEnum && !char.IsAsciiLetter(text[0]))) return false;
        try
        {
            value = TypeDescriptor.GetConverter(target).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Accepted(PropertyInfo property) => property.GetCustomAttribute<DescriptionAttribute>()!.Description;

    /// <summary>Only a key that is nearly the one written is worth naming.</summary>
    private static string Nearest(string key, string section, Type options)
    {
        var nearest = options.GetProperties().Select(property => property.Name).MinBy(name => EditDistance.Between(name, key));
        return nearest is not null && EditDistance.Between(nearest, key) <= 3 ? $"; the nearest is {section}:{nearest}" : "";
    }
}
