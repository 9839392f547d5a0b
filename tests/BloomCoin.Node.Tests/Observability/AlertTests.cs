using System.Diagnostics;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>An alert says what is the matter and leads to what is to be done.</summary>
public sealed class AlertTests
{
    private static readonly string[] Severities = ["critical", "warning", "info"];

    public static TheoryData<string> Names => [.. Alert.All.Select(alert => alert.Name)];

    [Fact]
    public void Names_are_unique() => Assert.Distinct(Alert.All.Select(alert => alert.Name));

    [Theory, MemberData(nameof(Names))]
    public void An_alert_has_a_severity_a_summary_and_a_runbook_that_is_there(string name)
    {
        var alert = Alert.All.Single(alert => alert.Name == name);
        Assert.Contains(alert.Severity, Severities);
        Assert.NotEmpty(alert.Summary);
        var (page, anchor) = alert.Runbook.Split('#') is [var file, var heading] ? (file, heading) : (alert.Runbook, "");
        Assert.Contains(anchor, AnchorsOf(page));
    }

    [Fact]
    public void Every_runbook_is_some_alerts() => Assert.Empty(
        AnchorsOf("docs/operations.md").Where(anchor => anchor.StartsWith("bloom", StringComparison.Ordinal))
            .Except(Alert.All.Select(alert => alert.Runbook.Split('#')[^1]), StringComparer.Ordinal));

    [Fact]
    public async Task Prometheus_own_tool_accepts_the_rules()
    {
        var tool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(tool is null, "promtool, of Debian's package prometheus, is not installed");
        using var check = Process.Start(new ProcessStartInfo(tool!, ["check", "rules", Alert.File]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await check.StandardOutput.ReadToEndAsync() + await check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();
        Assert.True(check.ExitCode == 0, output);
    }

    /// <summary>Headings as GitHub makes anchors of them.</summary>
    private static IEnumerable<string> AnchorsOf(string page) => File.ReadLines(RepositoryFile.Path([.. page.Split('/')]))
        .Where(line => line.StartsWith('#'))
        .Select(line => line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-'));
}
