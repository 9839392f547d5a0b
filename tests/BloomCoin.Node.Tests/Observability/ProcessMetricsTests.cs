using BloomCoin.Node.Metrics;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>/proc/self/limits as Linux writes it.</summary>
public sealed class ProcessMetricsTests
{
    private const string Header = "Limit                     Soft Limit           Hard Limit           Units     ";

    [Theory]
    [InlineData("Max open files            20000                40000                files     ", 20000L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max locked memory         8388608              8388608              bytes     ", null)]
    public void The_soft_limit_of_open_files_is_read_where_there_is_one(string line, long? limit) =>
        Assert.Equal(limit, ProcessMetrics.LimitIn([Header, line]));
}
