using System.Text.Json.Nodes;

namespace BloomCoin.Node.Tests.Web;

/// <summary>/openapi/v1.json, as far as tests are made from it.</summary>
internal sealed class ApiDocument(JsonNode root)
{
    public IEnumerable<Operation> Operations =>
        from path in root["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select new Operation(path.Key, method.Key, method.Value!, this);

    /// <summary>A schema, or the one that it refers to.</summary>
    public JsonNode Resolve(JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference
            ? reference.Split('/')[1..].Aggregate(root, (node, part) => node[part]!)
            : schema;

    /// <summary>What in a value is not as the schema says: paths of members.</summary>
    public IEnumerable<string> Mismatches(JsonNode? value, JsonNode schema, string at = "$")
    {
        var resolved = Resolve(schema);
        if (resolved["oneOf"] is JsonArray choices) return choices.Select(choice => Mismatches(value, choice!, at).ToList()).MinBy(found => found.Count)!;
        return (TypesOf(resolved), value) switch
        {
            ([], _) => [],
            (var types, null) => types.Contains("null") ? [] : [$"{at} is null"],
            (var types, JsonObject found) when types.Contains("object") => Members(found, resolved, at),
            (var types, JsonArray found) when types.Contains("array") => found.SelectMany((item, i) => Mismatches(item, resolved["items"]!, $"{at}[{i}]")),
            (var types, JsonValue found) => types.Contains(KindOf(found)) || (types.Contains("number") && KindOf(found) == "integer") ? [] : [$"{at} is {found}, not {string.Join('|', types)}"],
            _ => [$"{at} is {value}"],
        };
    }

    private IEnumerable<string> Members(JsonObject value, JsonNode schema, string at)
    {
        var properties = schema["properties"]?.AsObject() ?? [];
        foreach (var (name, member) in value)
        {
            if (properties[name] is not { } known) yield return $"{at}.{name} is not described";
            else foreach (var mismatch in Mismatches(member, known, $"{at}.{name}")) yield return mismatch;
        }

        foreach (var needed in schema["required"]?.AsArray() ?? [])
        {
            // What is null is left out of an answer.
            if (!value.ContainsKey(needed!.GetValue<string>()) && !TypesOf(Resolve(properties[needed.GetValue<string>()]!)).Contains("null"))
                yield return $"{at}.{needed} is missing";
        }
    }

    private string[] TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(one => one!.GetValue<string>())],
        { } one => [one.GetValue<string>()],
        null when schema["oneOf"] is JsonArray choices => [.. choices.SelectMany(choice => TypesOf(Resolve(choice!)))],
        null => [],
    };

    private static string KindOf(JsonValue value) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        _ => value.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "integer" : "number",
    };

    /// <summary>One operation of the document.</summary>
    internal sealed record Operation(string Path, string Method, JsonNode Node, ApiDocument Document)
    {
        public string Name => Node["operationId"]!.GetValue<string>();

        public IEnumerable<Parameter> Parameters => (Node["parameters"]?.AsArray() ?? []).Select(parameter => new Parameter(
            parameter!["name"]!.GetValue<string>(), parameter["in"]!.GetValue<string>() == "path", Document.Resolve(parameter["schema"]!)));

        /// <summary>The schema of an answer; null when the status is not described or has no JSON.</summary>
        public JsonNode? SchemaOf(int status) => Node["responses"]![$"{status}"]?["content"]?["application/json"]?["schema"];

        public bool Describes(int status) => Node["responses"]![$"{status}"] is not null;
    }

    /// <summary>One parameter of an operation.</summary>
    internal sealed record Parameter(string Name, bool IsInPath, JsonNode Schema)
    {
        /// <summary>A value that the schema takes.</summary>
        public string Valid => Name switch
        {
            "block" => "1",
            "txid" or "address" => new string('a', 64),
            "sort" => "Bytes",
            _ when Schema["minimum"] is { } least => $"{least}",
            _ when Has("boolean") => "true",
            _ => throw new InvalidOperationException($"the tests know no value for {Name}: {Schema}"),
        };

        /// <summary>Values that it does not take.</summary>
        public IEnumerable<string> Wrong
        {
            get
            {
                yield return "wrong";
                if (Schema["minimum"] is { } least) yield return $"{least.GetValue<long>() - 1}";
                if (Schema["maximum"] is { } most) yield return $"{most.GetValue<long>() + 1}";
            }
        }

        private bool Has(string type) => Schema["type"] is JsonArray types ? types.Any(one => one!.GetValue<string>() == type) : Schema["type"]?.GetValue<string>() == type;
    }
}
