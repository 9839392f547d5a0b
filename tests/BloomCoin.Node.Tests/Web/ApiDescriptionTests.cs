using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Web;

/// <summary>The API held to its own description: every operation, with right and with wrong parameters.</summary>
public sealed class ApiDescriptionTests(ApiNode api) : IClassFixture<ApiNode>
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task Every_operation_answers_as_it_is_described_and_refuses_what_is_not()
    {
        var node = api.Node;
        await Eventually.True("there are blocks and phases", async () => (await Get(node, "/api/v1/blocks/3")).IsSuccessStatusCode && (await Get(node, "/api/v1/phases")).IsSuccessStatusCode);
        var document = new ApiDocument((await Http.GetFromJsonAsync<JsonNode>(Browser.At(node, "/openapi/v1.json"), TestContext.Current.CancellationToken))!);
        var operations = document.Operations.ToList();
        Assert.True(operations.Count >= 13, $"{operations.Count} operations are described");
        foreach (var operation in operations.Where(operation => operation.Method == "get"))
        {
            await Answers(node, operation, []);
            await Answers(node, operation, [.. operation.Parameters]);
            foreach (var parameter in operation.Parameters)
            {
                foreach (var wrong in parameter.Wrong) await Refuses(node, operation, parameter, wrong);
            }

            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Http.DeleteAsync(UrlOf(node, operation, []), TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Theory]   // {"hex": ..} and nothing else
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"hex\": 5}", 400)]
    [InlineData("{\"hex\": \"abc\"}", 400)]
    [InlineData("{\"hex\": \"zz\"}", 400)]
    [InlineData("{\"hex\": \"00ff\"}", 422)]
    public async Task What_is_no_transaction_is_refused_with_the_reason(string body, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await IsProblem(await Http.PostAsync(Browser.At(api.Node, "/api/v1/transactions"), content, TestContext.Current.CancellationToken), status, body);
    }

    [Fact]
    public async Task A_body_that_is_longer_than_any_transaction_is_not_read()
    {
        using var content = new StringContent($"{{\"hex\": \"{new string('0', 300_000)}\"}}", Encoding.UTF8, "application/json");
        var answer = await Http.PostAsync(Browser.At(api.Node, "/api/v1/transactions"), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static async Task Answers(NodeProcess node, ApiDocument.Operation operation, IReadOnlyList<ApiDocument.Parameter> given)
    {
        var url = UrlOf(node, operation, given.ToDictionary(parameter => parameter.Name, parameter => parameter.Valid, StringComparer.Ordinal));
        var answer = await Http.GetAsync(url, TestContext.Current.CancellationToken);
        var status = (int)answer.StatusCode;
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(operation.Describes(status) && status is 200 or 404, $"{url}: {status} {body}");
        if (operation.SchemaOf(status) is not { } schema) return;
        var mismatches = operation.Document.Mismatches(JsonNode.Parse(body), schema).ToList();
        Assert.True(mismatches.Count == 0, $"{url}: {string.Join("; ", mismatches)}");
    }

    private static async Task Refuses(NodeProcess node, ApiDocument.Operation operation, ApiDocument.Parameter parameter, string wrong)
    {
        var url = UrlOf(node, operation, new(StringComparer.Ordinal) { [parameter.Name] = wrong });
        await IsProblem(await Http.GetAsync(url, TestContext.Current.CancellationToken), 400, url.ToString());
    }

    private static async Task IsProblem(HttpResponseMessage answer, int status, string what)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{what}: {(int)answer.StatusCode} {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, JsonNode.Parse(body)!["status"]!.GetValue<int>());
    }

    private static Uri UrlOf(NodeProcess node, ApiDocument.Operation operation, Dictionary<string, string> given)
    {
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.IsInPath))
            path = path.Replace($"{{{parameter.Name}}}", given.GetValueOrDefault(parameter.Name, parameter.Valid), StringComparison.Ordinal);
        var query = operation.Parameters.Where(parameter => !parameter.IsInPath && given.ContainsKey(parameter.Name)).Select(parameter => $"{parameter.Name}={given[parameter.Name]}");
        return Browser.At(node, $"{path}?{string.Join('&', query)}");
    }

    private static Task<HttpResponseMessage> Get(NodeProcess node, string path) => Http.GetAsync(Browser.At(node, path), TestContext.Current.CancellationToken);
}
