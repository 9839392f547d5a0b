using System.Collections.Concurrent;
using BloomCoin.Node.Tests.Processes;
using Microsoft.Playwright;

namespace BloomCoin.Node.Tests.Web;

/// <summary>A headless Chromium with one page. What it asks for, and what it complains of, is kept.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string PathVariable = "BLOOM_TEST_CHROMIUM";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string? Folder = Environment.GetEnvironmentVariable("BLOOM_SCREENSHOTS");

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<Uri> _requests = new();

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})"); };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(new Uri(request.Url));
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings on its console.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Everything that it asked for.</summary>
    public IReadOnlyCollection<Uri> Requests => _requests;

    /// <summary>Opens a page with nothing in it.</summary>
    /// <param name="width">CSS pixels.</param>
    /// <param name="height">CSS pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="token">The password for who asks for one.</param>
    public static async Task<Browser> Open(int width, int height, ColorScheme scheme = ColorScheme.Light, string? token = null)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            HttpCredentials = token is null ? null : new() { Username = "operator", Password = token },
        });
        return new Browser(playwright, browser, page);
    }

    public static Uri At(NodeProcess node, string path = "/") => new($"http://127.0.0.1:{node.Ports.Http}{path}");

    /// <summary>Saves a picture as <see cref="Save"/> does; one for the pages in docs/ when there is something to see on it.</summary>
    public async Task SaveWhen(string name, Func<Task<bool>> isWorthSeeing)
    {
        if (Folder is not null) await Eventually.True("there is something to see", isWorthSeeing, TimeSpan.FromMinutes(2));
        await Save(name);
    }

    /// <summary>Saves a picture of the page, whole, beside the tests, or in the folder that BLOOM_SCREENSHOTS names.</summary>
    public Task Save(string name)
    {
        var path = Path.Combine(Folder ?? Path.Combine(AppContext.BaseDirectory, "screenshots"), name + ".png");
        Report.Line($"saved {path}");
        return Page.ScreenshotAsync(new() { Path = path, FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string Find() =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named ? named
        : Places.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"these tests need Chromium: install the package chromium, or set {PathVariable} to the program");
}
