namespace BloomCoin.Node.Tests.Observability;

/// <summary>The dashboard as Grafana takes it.</summary>
public sealed class DashboardTests
{
    private readonly Dashboard _dashboard = new();

    [Fact]
    public void Every_panel_has_a_number_of_its_own_and_a_title()
    {
        Assert.Distinct(_dashboard.Panels.Select(panel => panel.GetProperty("id").GetInt32()));
        Assert.All(_dashboard.Panels, panel => Assert.NotEmpty(panel.GetProperty("title").GetString()!));
    }

    [Fact]
    public void No_panel_lies_on_another()
    {
        var cells = _dashboard.Panels.Select(panel => panel.GetProperty("gridPos")).SelectMany(at =>
            from x in Enumerable.Range(at.GetProperty("x").GetInt32(), at.GetProperty("w").GetInt32())
            from y in Enumerable.Range(at.GetProperty("y").GetInt32(), at.GetProperty("h").GetInt32())
            select (x, y)).ToList();
        Assert.Distinct(cells);
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
    }

    [Fact]   // a query without it would add up the nodes of all jobs of a Prometheus
    public void Every_query_asks_for_the_chosen_job_and_silos() => Assert.All(
        _dashboard.Queries, query => Assert.All(query.Query.Metrics, metric => Assert.Empty(Scrape.Added.Except(metric.Labels, StringComparer.Ordinal))));
}
