using YamlDotNet.RepresentationModel;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>One rule of deploy/prometheus/alerts.yml.</summary>
internal sealed record Alert(string Name, Query Query, string Severity, string Summary, string Runbook)
{
    public static readonly string File = RepositoryFile.Path("deploy", "prometheus", "alerts.yml");

    public static IReadOnlyList<Alert> All { get; } = Read();

    private static List<Alert> Read()
    {
        var yaml = new YamlStream();
        using (var reader = new StreamReader(File)) yaml.Load(reader);
        return
        [
            .. from @group in (YamlSequenceNode)yaml.Documents[0].RootNode["groups"]
               from rule in (YamlSequenceNode)@group["rules"]
               select new Alert(
                   Text(rule, "alert"), new Query(Text(rule, "expr")), Text(rule["labels"], "severity"), Text(rule["annotations"], "summary"), Text(rule["annotations"], "runbook")),
        ];
    }

    private static string Text(YamlNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
