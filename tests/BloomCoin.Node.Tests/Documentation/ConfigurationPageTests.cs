using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using BloomCoin.Node.Configuration;

namespace BloomCoin.Node.Tests.Documentation;

/// <summary>docs/configuration.md says what the options classes say.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly Dictionary<string, string[]> Rows = ReadRows();

    public static TheoryData<string> Keys => [.. OptionSections.All.SelectMany(section => KeysOf(section.Key, section.Value)).Select(entry => entry.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void Every_key_stands_on_the_page_with_its_default(string key)
    {
        Assert.True(Rows.TryGetValue(key, out var row), $"docs/configuration.md does not name {key}");
        var (_, property, options) = OptionSections.All.SelectMany(section => KeysOf(section.Key, section.Value)).Single(entry => entry.Key == key);
        var value = property.GetValue(options);
        var written = row[1].Trim('`', ' ');
        switch (value)
        {
            case null:
                Assert.True(written == "-" || row[1].Contains(" on ", StringComparison.Ordinal), $"{key} has no default of its own, the page says {row[1]}");
                break;
            case string or bool or int or long or TimeSpan or Enum:
                Assert.Equal(Convert.ToString(value, CultureInfo.InvariantCulture), written, ignoreCase: true);
                break;
        }
    }

    [Fact]
    public void The_page_names_no_key_that_is_none() => Assert.Empty(Rows.Keys.Except(Keys.Select(row => row.Data)));

    [Theory, MemberData(nameof(Keys))]
    public void Every_key_says_what_it_accepts(string key)
    {
        var (_, property, _) = OptionSections.All.SelectMany(section => KeysOf(section.Key, section.Value)).Single(entry => entry.Key == key);
        Assert.False(string.IsNullOrWhiteSpace(property.GetCustomAttribute<DescriptionAttribute>()?.Description));
    }

    /// <summary>The keys of one options class, nested sections included, each with an instance that has its default.</summary>
    private static IEnumerable<(string Key, PropertyInfo Property, object Options)> KeysOf(string section, Type type)
    {
        var options = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties())
        {
            var key = $"{section}:{property.Name}";
            if (property.PropertyType == typeof(IReadOnlyDictionary<string, int>)) yield return (key + ":<TYPE>", property, options);
            else if (property.PropertyType == typeof(IReadOnlyList<string>)) yield return (key + ":0..", property, options);
            else if (property.PropertyType.Namespace!.StartsWith("BloomCoin", StringComparison.Ordinal) && !property.PropertyType.IsEnum)
                foreach (var nested in KeysOf(key, property.PropertyType)) yield return nested;
            else yield return (key, property, options);
        }
    }

    /// <summary>The rows of the page's tables of keys: the key, then the cells.</summary>
    private static Dictionary<string, string[]> ReadRows() =>
        File.ReadLines(RepositoryFile.Path("docs", "configuration.md"))
            .Where(line => line.StartsWith("| `Bloom:", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .ToDictionary(cells => cells[0].Trim('`'), cells => cells, StringComparer.Ordinal);
}
