namespace BloomCoin.Node.Tests.Observability;

/// <summary>What the tests of dashboard and alerts find in an expression: all of it, or a misspelt name would pass.</summary>
public sealed class QueryTests
{
    [Theory]
    [InlineData("bloom_chain_height", "bloom_chain_height")]
    [InlineData("max(bloom_chain_height{job=\"$job\", instance=~\"$instance\"})", "bloom_chain_height job instance")]
    [InlineData("sum by (type) (rate(blom_typo_total{type!~\"a|b\"}[$__rate_interval])) * 60", "blom_typo_total type")]
    [InlineData("a_total{x=\"1\"} > 0 and sum(increase(b_total[10m])) == 0", "a_total x|b_total")]
    [InlineData("max(a) / max(b) > 0.9", "a|b")]
    [InlineData("max_over_time(sum(max by (roles) (a{job=\"x\"}))[1h:1m])", "a job")]
    [InlineData("vector(0.8660254)", "")]
    [InlineData("absent(a{job=\"bloom_b\"})", "a job")]
    public void An_expression_is_taken_apart(string expression, string metrics) =>
        Assert.Equal(metrics, string.Join('|', new Query(expression).Metrics.Select(metric => string.Join(' ', [metric.Name, .. metric.Labels]))));

    [Fact]
    public void Labels_that_group_are_found() =>
        Assert.Equal(["le", "store", "roles"], new Query("sum by (le, store) (a) / on(roles) b").Groups);
}
