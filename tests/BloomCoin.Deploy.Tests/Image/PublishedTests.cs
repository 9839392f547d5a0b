using BloomCoin.Testing;
using BloomCoin.Testing.Processes;

namespace BloomCoin.Deploy.Tests.Image;

/// <summary>What the image holds, run as the image would run it.</summary>
public sealed class PublishedTests(Published published)
{
    [Fact]
    public async Task A_node_of_the_image_runs_as_its_user_who_may_write_nothing_but_its_data()
    {
        if (Confined.Missing is { } missing) Assert.Skip(missing);
        var app = await published.Folder;
        var data = Confined.Folder();
        try
        {
            var ports = NodePorts.Free();
            var variables = new Dictionary<string, string>(Dockerfile.Variables, StringComparer.Ordinal) { ["Bloom__DataDirectory"] = data.FullName };
            foreach (var (name, port) in new[] { ("Gateway", ports.Gateway), ("Http", ports.Http) })
                variables[$"Bloom__{name}__Listen"] = variables[$"Bloom__{name}__Listen"].Split(':')[0] + $":{port}";
            string[] more = [$"--Bloom:Cluster:SiloPort={ports.Silo}", $"--Bloom:Cluster:ClientPort={ports.Client}"];

            Assert.Equal(1, (await Run(app, Dockerfile.EntryPoint, variables, ["--health"])).Code);
            await using var node = Confined.Start(app, Dockerfile.EntryPoint, variables, more);
            await Eventually.True("the node is ready, as it says of itself", async () =>
                !node.HasExited && (await Run(app, Dockerfile.EntryPoint, variables, ["--health"])) is (0, "ready"));

            var status = File.ReadLines($"/proc/{node.Id}/status").Select(line => line.Split('\t')).ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
            Assert.Equal(Dockerfile.User, status["Uid:"]);
            Assert.Equal("0000000000000000", status["CapEff:"]);
            var (code, line) = await Run(app, "bloom/bloom", [], ["tip", "--json", "--node", ports.ClientAddress]);
            Assert.True(code == 0, line);
            Assert.Contains("\"height\"", line, StringComparison.Ordinal);
            Assert.NotEmpty(data.GetFiles());

            await node.Terminate();
            Assert.Equal(0, await node.Exit());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Nothing_is_in_it_that_no_node_needs()
    {
        var files = Directory.EnumerateFiles(await published.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).ToList();
        Assert.Contains("appsettings.Cluster.json", files);
        Assert.DoesNotContain(files, file => file.EndsWith(".pdb", StringComparison.Ordinal) || file.EndsWith(".xml", StringComparison.Ordinal)
            || file.EndsWith(".resources.dll", StringComparison.Ordinal) || file.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            || file.Contains("Test", StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Line)> Run(
        string app, string program, IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> arguments)
    {
        await using var process = Confined.Start(app, program, variables, arguments);
        return await process.ExitAndLines();
    }
}
