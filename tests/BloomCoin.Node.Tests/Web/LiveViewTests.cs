using BloomCoin.Node.Tests.Processes;
using Microsoft.Playwright;

namespace BloomCoin.Node.Tests.Web;

/// <summary>The page at / in a real browser, before a node that mines.</summary>
public sealed class LiveViewTests
{
    private const string Oscillators = "document.getElementById('circle').toDataURL()", Newest = "document.querySelector('#blocks button')?.dataset.hash";

    [Fact]
    public async Task Oscillators_move_blocks_arrive_and_nothing_is_asked_of_another_machine()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(Mining(store));
        await using var peer = await HonestPeer(node);
        await using var browser = await Browser.Open(1400, 900);
        await Watch(browser, node);
        await IsOtherThan(browser, Oscillators, await Read(browser, Oscillators));
        await IsOtherThan(browser, Newest, await Read(browser, Newest));
        await Assertions.Expect(browser.Page.Locator("#contributions tr")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(browser.Page.Locator("#gateways li")).ToHaveCountAsync(1);
        await Assertions.Expect(browser.Page.Locator("#peers")).ToHaveTextAsync("1");

        await ShowsTheBlockThatIsClicked(browser);
        await browser.SaveWhen("live-view", async () => await HeightOf(browser) >= 60);
        Assert.Empty(browser.Complaints);
        Assert.All(browser.Requests, request => Assert.Equal("127.0.0.1", request.Host));
    }

    [Fact]
    public async Task The_page_outlives_a_node_that_is_killed_and_comes_back()
    {
        using var store = NodeStore.Sqlite();
        var settings = Mining(store);
        var node = await NodeProcess.Start(settings);
        await using var browser = await Browser.Open(1000, 800);
        int reached;
        await using (node)
        {
            await Watch(browser, node);
            reached = await HeightOf(browser);
            Assert.Empty(browser.Complaints);
            await node.Kill();
            await Assertions.Expect(browser.Page.Locator("#status")).ToHaveAttributeAsync("data-state", "lost", new() { Timeout = Patience });
        }

        await using var again = await NodeProcess.Start(settings, node.Ports);
        await Assertions.Expect(browser.Page.Locator("#status")).ToHaveAttributeAsync("data-state", "live", new() { Timeout = Patience });
        await Eventually.True("the page shows what was mined since", async () => await HeightOf(browser) > reached);
    }

    [Fact]
    public async Task On_a_phone_at_night_nothing_is_wider_than_the_screen()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(Mining(store));
        await using var browser = await Browser.Open(390, 844, ColorScheme.Dark);
        await Watch(browser, node);
        Assert.Equal(390, await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await browser.SaveWhen("live-view-phone", async () => await HeightOf(browser) >= 60);
        Assert.Empty(browser.Complaints);
    }

    private static float Patience => (float)Eventually.Limit.TotalMilliseconds;

    private static NodeSettings Mining(NodeStore store) => new(store, Network: "devnet", RoundsPerSecond: 150)
    {
        More = ["--Bloom:Gossip:Interval=00:00:00.200", "--Bloom:Gateway:Diversity:ExemptLoopback=false"],
    };

    private static async Task<NodeProcess> HonestPeer(NodeProcess node) => await NodeProcess.Start(
        new NodeSettings(NodeStore.Sqlite(), Network: "devnet", Connect: node.Ports.GatewayAddress, RoundsPerSecond: 150) { More = ["--Bloom:Gossip:Interval=00:00:00.200"] });

    private static async Task Watch(Browser browser, NodeProcess node)
    {
        await browser.Page.GotoAsync(Browser.At(node).ToString());
        await Assertions.Expect(browser.Page.Locator("#status")).ToHaveAttributeAsync("data-state", "live", new() { Timeout = Patience });
        await Eventually.True("blocks are shown", async () => await HeightOf(browser) > 0 && await Read(browser, Newest) is not null);
    }

    private static async Task ShowsTheBlockThatIsClicked(Browser browser)
    {
        var block = browser.Page.Locator("#blocks button").First;
        await block.ClickAsync();
        var details = browser.Page.Locator("#details");
        await Assertions.Expect(details).ToContainTextAsync("order parameter r");
        await Assertions.Expect(details.Locator("#details-title")).Not.ToHaveTextAsync("Block");
        await Assertions.Expect(details.Locator("#details-transactions li")).Not.ToHaveCountAsync(0);
        await browser.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(details).ToBeHiddenAsync();
    }

    private static Task IsOtherThan(Browser browser, string what, string? before) =>
        Eventually.True($"{what} changes", async () => await Read(browser, what) is { } now && now != before);

    private static Task<string?> Read(Browser browser, string expression) => browser.Page.EvaluateAsync<string?>(expression);

    private static async Task<int> HeightOf(Browser browser) => int.TryParse(
        await browser.Page.Locator("#height").TextContentAsync(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture, out var height) ? height : -1;
}
