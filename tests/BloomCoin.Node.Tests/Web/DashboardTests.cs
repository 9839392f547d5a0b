using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BloomCoin.Node.Tests.Processes;
using Microsoft.Playwright;

namespace BloomCoin.Node.Tests.Web;

/// <summary>The Orleans dashboard, and who may see it.</summary>
public sealed class DashboardTests
{
    private const string Token = "a token for this test";

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task On_loopback_it_is_open_and_shows_the_grains()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet", RoundsPerSecond: 300));
        await using var browser = await Browser.Open(1300, 900);
        await browser.Page.GotoAsync(Browser.At(node, "/dashboard/").ToString());
        await Assertions.Expect(browser.Page.Locator("body")).ToContainTextAsync("ChainGrain", new() { Timeout = (float)Eventually.Limit.TotalMilliseconds });
        await browser.Save("dashboard");
        Assert.All(browser.Requests, request => Assert.Equal("127.0.0.1", request.Host));
    }

    [Fact]
    public async Task With_a_token_every_part_of_it_needs_that()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store) { More = [$"--Bloom:Http:DashboardToken={Token}"] });
        foreach (var path in (string[])["/dashboard", "/dashboard/", "/DASHBOARD/DashboardCounters", "/dashboard/ClusterStats"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Get(node, path)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await Get(node, path, new("Bearer", "a token for that test"))).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await Get(node, path, new("Basic", "no base64"))).StatusCode);
        }

        Assert.Equal("Basic realm=\"BloomCoin dashboard\", charset=\"UTF-8\"", (await Get(node, "/dashboard/")).Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.OK, (await Get(node, "/dashboard/", new("Bearer", Token))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get(node, "/dashboard/ClusterStats", new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{Token}"))))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get(node, "/")).StatusCode);
    }

    [Fact]
    public async Task Without_a_token_it_is_closed_where_others_than_this_machine_reach_it()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store), NodePorts.Free() with { HttpAddress = "0.0.0.0" });
        var answer = await Get(node, "/dashboard/");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Bloom:Http:DashboardToken is not set", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Get(node, "/")).StatusCode);
    }

    [Fact]
    public async Task It_can_be_left_out()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store) { More = ["--Bloom:Http:Dashboard=false"] });
        Assert.Equal(HttpStatusCode.NotFound, (await Get(node, "/dashboard/")).StatusCode);
    }

    [Fact]   // a page of elsewhere whose name points to 127.0.0.1
    public async Task On_loopback_a_request_for_another_host_is_refused()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store));
        using var request = new HttpRequestMessage(HttpMethod.Get, Browser.At(node, "/dashboard/")) { Headers = { Host = "attacker.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<HttpResponseMessage> Get(NodeProcess node, string path, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Browser.At(node, path)) { Headers = { Authorization = authorization } };
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
