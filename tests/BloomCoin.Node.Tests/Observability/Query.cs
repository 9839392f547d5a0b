using System.Text.RegularExpressions;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>What a PromQL expression speaks of: metrics, the labels that it matches on each, and those by which it groups.</summary>
internal sealed partial class Query
{
    private static readonly HashSet<string> Words = ["and", "or", "unless", "bool", "offset", "inf", "nan"];

    /// <param name="expression">As a dashboard or a rule has it.</param>
    public Query(string expression)
    {
        Expression = expression;
        Groups = [.. Grouping().Matches(expression).SelectMany(match => Names(match.Groups["labels"].Value))];
        Metrics = [.. Metric().Matches(Grouping().Replace(Strings().Replace(expression, "\"\""), " "))
            .Where(match => !Words.Contains(match.Groups["name"].Value))
            .Select(match => (match.Groups["name"].Value, (IReadOnlyList<string>)[.. Matcher().Matches(match.Groups["matchers"].Value).Select(one => one.Groups["label"].Value)]))];
    }

    public string Expression { get; }

    public IReadOnlyList<(string Name, IReadOnlyList<string> Labels)> Metrics { get; }

    public IReadOnlyList<string> Groups { get; }

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Strings();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Grouping();

    /// <summary>A name that is neither a function's, which a bracket follows, nor a unit of time behind its number.</summary>
    [GeneratedRegex(@"(?<![\w$:.\[])(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\b(?!\s*\()\s*(\{(?<matchers>[^}]*)\})?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();

    [GeneratedRegex("(?<label>[a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Matcher();
}
