using System.Net;
using BloomCoin.Gateway;
using BloomCoin.Node.Configuration;
using BloomCoin.Node.Options;

namespace BloomCoin.Node.Hosting;

/// <summary>What the executable does besides being a node: short, and for who runs nodes. The rest of the arguments is a node's configuration.</summary>
internal static class Errands
{
    /// <summary>Asks the node of this configuration whether it is ready: for a container, whose image has no other program that could.</summary>
    public const string Health = "--health";

    /// <summary>Brings the store to this build's schema and ends: a step before silos are started.</summary>
    public const string Migrate = "--migrate";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Does what the first argument says; null where that is no errand.</summary>
    /// <returns>The exit code: 0 for done, and for a node that is ready; 1 for one that is not.</returns>
    /// <exception cref="StartupException">The configuration or the store is not as it must be.</exception>
    public static async Task<int?> Run(string[] args)
    {
        if (args is not [Health or Migrate, ..]) return null;
        var configuration = NodeConfiguration.ReadChecked(args[1..]);
        return args[0] == Health ? await AskHealth(configuration) : await MigrateStore(configuration);
    }

    private static async Task<int> AskHealth(IConfiguration configuration)
    {
        var listens = EndpointAttribute.Parse(configuration.Bind<HttpOptions>(HttpOptions.Section).Listen);
        var address = listens.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : listens.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : listens.Address;
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(new Uri($"http://{new IPEndPoint(address, listens.Port)}/health/ready"));
            Console.WriteLine(answer.IsSuccessStatusCode ? "ready" : "not ready");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Console.WriteLine(exception is TaskCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : exception.Message);
            return 1;
        }
    }

    private static async Task<int> MigrateStore(IConfiguration configuration)
    {
        await (await NodeStorage.Open(configuration, CancellationToken.None)).DisposeAsync();
        Console.WriteLine("the store has this build's schema");
        return 0;
    }
}
