using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Web;

/// <summary>What the description of the API does not say.</summary>
public sealed class ApiTests(ApiNode api) : IClassFixture<ApiNode>
{
    private static readonly HttpClient Http = new();

    [Theory]
    [InlineData("/api/v1/blocks/0", "no-cache")]
    [InlineData("/api/v1/blocks/0/raw", "no-cache")]
    [InlineData("/api/v1/blocks/{genesis}/raw", "public, max-age=31536000, immutable")]
    public async Task What_the_caller_has_already_is_not_sent_again(string path, string kept)
    {
        var genesis = (await Json("/api/v1/blocks/0"))["header"]!["hash"]!.GetValue<string>();
        var url = Browser.At(api.Node, path.Replace("{genesis}", genesis, StringComparison.Ordinal));
        var first = await Http.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(kept, first.Headers.GetValues("Cache-Control").Single());

        using var again = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        var second = await Http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_of_blocks_and_headers_lead_to_each_other_and_end()
    {
        await Eventually.True("there are some blocks", async () => (await Json("/api/v1/tip"))["height"]!.GetValue<int>() >= 7);
        var heights = new List<int>();
        for (var next = "/api/v1/blocks?limit=3"; next is not null;)
        {
            var page = await Json(next);
            heights.AddRange(page["blocks"]!.AsArray().Select(block => block!["height"]!.GetValue<int>()));
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(Enumerable.Range(0, heights[0] + 1).Reverse(), heights);
        var headers = await Json("/api/v1/headers?limit=2");
        Assert.Equal("/api/v1/headers?start=2&limit=2", headers["next"]!.GetValue<string>());
        Assert.Equal(headers["headers"]![0]!["hash"]!.GetValue<string>(), headers["headers"]![1]!["previous"]!.GetValue<string>());
        Assert.Null((await Json("/api/v1/headers?start=1000000"))["next"]);
    }

    [Fact]
    public async Task Addresses_of_peers_are_for_who_shows_the_token()
    {
        using var store = NodeStore.Sqlite();
        await using var peer = await NodeProcess.Start(new NodeSettings(store, Network: "devnet", Connect: api.Node.Ports.GatewayAddress));
        await Eventually.True("the peer is connected", async () => (await Json("/api/v1/peers"))["total"]!.GetValue<int>() > 0);
        Assert.Equal("hidden", (await Json("/api/v1/peers?sort=Address"))["peers"]![0]!["address"]!.GetValue<string>());
        Assert.Equal("hidden", (await Json("/api/v1/peers", "another token"))["peers"]![0]!["address"]!.GetValue<string>());
        Assert.StartsWith("127.0.0.1:", (await Json("/api/v1/peers", ApiNode.Token))["peers"]![0]!["address"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store) { More = ["--Bloom:Http:RequestsPerSecond=1"] });
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 20; i++) answers.Add(await Http.GetAsync(Browser.At(node, "/api/v1/mempool"), TestContext.Current.CancellationToken));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 5, 15);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync(Browser.At(node, "/health/ready"), TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task<JsonNode> Json(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Browser.At(api.Node, path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }
}
