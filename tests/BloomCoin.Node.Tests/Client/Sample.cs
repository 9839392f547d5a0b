using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Client;

/// <summary>The sample application, as a process.</summary>
internal static class Sample
{
    public static ChildProcess Launch(IEnumerable<NodeProcess> silos, params string[] arguments) => ChildProcess.Start(
        "sample/BloomCoin.Client.Sample", [.. silos.Select((silo, index) => $"--Bloom:Client:Gateways:{index}={silo.Ports.ClientAddress}"), .. arguments]);
}
