using BloomCoin.Node.Tests.Network;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Protocol.Frames;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>What a node that mines beside a peer shows Prometheus, against all that speaks of it: dashboard, alerts, and the page.</summary>
public sealed class ScrapedNodeTests(ScrapedNode node) : IClassFixture<ScrapedNode>
{
    [Fact]
    public void Every_metric_and_label_of_the_dashboard_is_shown_by_a_node()
    {
        var dashboard = new Dashboard();
        Assert.All(dashboard.Queries, query =>
        {
            Judge(query.Query);
            Assert.All(query.LegendLabels, label => Assert.Contains(label, query.Query.Metrics.SelectMany(metric => node.Seen.LabelsOf(metric.Name))));
        });
        Assert.All(dashboard.Variables, variable => Assert.Contains(variable.Label, node.Seen.LabelsOf(variable.Metric)));
    }

    [Fact]
    public void Every_metric_and_label_of_the_alerts_is_shown_by_a_node() => Assert.All(Alert.All, alert => Judge(alert.Query));

    [Fact]
    public void Every_metric_of_the_page_is_shown_by_a_node_with_the_labels_that_the_page_names()
    {
        Assert.Empty(MetricsPage.Rows.Keys.Except(node.Seen.OwnFamilies, StringComparer.Ordinal));
        Assert.All(MetricsPage.Rows.Keys, metric => Assert.Equal(
            MetricsPage.LabelsOf(metric).Order(StringComparer.Ordinal),
            node.Seen.LabelsOf(metric).Except([.. Scrape.Added, "le", "otel_scope_name"], StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_metric_of_a_node_stands_on_the_page() => Assert.Empty(node.Seen.OwnFamilies.Except(MetricsPage.Rows.Keys, StringComparer.Ordinal));

    [Fact]   // No label may carry what a peer sends
    public void Every_value_of_a_label_is_of_a_closed_set() => Assert.All(node.Seen.OwnValues, one =>
    {
        Assert.True(LabelSets.All.TryGetValue(one.Label, out var values), $"label {one.Label} has no closed set");
        Assert.Contains(one.Value, values);
    });

    [Fact]
    public async Task A_stranger_changes_nothing_but_values()
    {
        using var stranger = await RawPeer.Connect(node.Port, NetworkMagic.Devnet);
        await node.Look();
        Every_value_of_a_label_is_of_a_closed_set();
    }

    private void Judge(Query query)
    {
        Assert.All(query.Metrics.Where(metric => metric.Name != "up"), metric =>
        {
            Assert.True(node.Seen.Has(metric.Name), $"no node shows {metric.Name}: {query.Expression}");
            Assert.All(metric.Labels, label => Assert.True(node.Seen.LabelsOf(metric.Name).Contains(label, StringComparer.Ordinal), $"{metric.Name} has no label {label}"));
        });
        Assert.All(query.Groups, label => Assert.Contains(label, query.Metrics.SelectMany(metric => node.Seen.LabelsOf(metric.Name))));
    }
}
