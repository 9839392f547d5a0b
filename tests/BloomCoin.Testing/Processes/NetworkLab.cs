using System.Diagnostics;

namespace BloomCoin.Testing.Processes;

/// <summary>
/// Hosts of their own on one machine: network namespaces at two switches with a cable between them, which can be cut while all sockets
/// stay open, as a failing network does it. This machine has a cable to the second switch.
/// </summary>
/// <remarks>Needs root and ip (iproute2). The switches are bridges in a namespace of their own: nothing of this machine's network is touched.</remarks>
public sealed class NetworkLab : IDisposable
{
    private readonly string _network;
    private readonly string _prefix = $"bloom{Environment.ProcessId}";
    private readonly List<string> _namespaces = [];
    private int _hosts;
    private int _addresses;

    private NetworkLab(string network) => _network = network;

    private string Switches => $"{_prefix}s";

    /// <summary>What is missing to have one; null when nothing is.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess ? "network namespaces need root on Linux"
        : !File.Exists("/usr/sbin/ip") && !File.Exists("/sbin/ip") && !File.Exists("/usr/bin/ip") ? "ip is missing: apt-get install iproute2"
        : null;

    /// <param name="network">The first three numbers of its hosts' addresses: those of labs that are there at once differ.</param>
    public static NetworkLab Create(string network = "10.77.0")
    {
        var lab = new NetworkLab(network);
        try
        {
            lab.Wire();
            return lab;
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    /// <summary>One more host, at the second switch.</summary>
    public LabHost Add()
    {
        var number = ++_hosts;
        var space = $"{_prefix}h{number}";
        Space(space);
        Ip("link", "add", "eth0", "netns", space, "type", "veth", "peer", "name", Port(number), "netns", Switches);
        Plug(number, "right");
        Ip("-n", space, "addr", "add", $"{_network}.{number}/24", "dev", "eth0");
        Ip("-n", space, "link", "set", "eth0", "up");
        Ip("-n", space, "link", "set", "lo", "up");
        return new LabHost(number, $"{_network}.{number}", ["ip", "netns", "exec", space]);
    }

    /// <summary>One more address of this machine, at the second switch.</summary>
    public string AddAddress()
    {
        var address = $"{_network}.{254 - ++_addresses}";
        Ip("addr", "add", $"{address}/24", "dev", _prefix);
        return address;
    }

    /// <summary>Gives an address a name, as a name server would, for what is started afterwards on the hosts that are there.</summary>
    /// <remarks>ip netns exec shows its program the files of /etc/netns/SPACE in place of those of /etc.</remarks>
    public void Name(string name, string address)
    {
        foreach (var space in _namespaces)
        {
            Directory.CreateDirectory(Files(space));
            File.AppendAllText(Path.Combine(Files(space), "hosts"), $"{address} {name}\n");
        }
    }

    /// <summary>Puts these hosts at the first switch and all others at the second, and cuts the cable between.</summary>
    public void Part(params LabHost[] hosts)
    {
        for (var number = 1; number <= _hosts; number++) Plug(number, hosts.Any(host => host.Number == number) ? "left" : "right");
        Ip("-n", Switches, "link", "set", "cable", "down");
    }

    /// <summary>The cable is whole again.</summary>
    public void Heal() => Ip("-n", Switches, "link", "set", "cable", "up");

    public void Dispose()
    {
        // What runs there has ended by now; the interfaces go with their namespaces.
        foreach (var space in _namespaces)
        {
            Run(mayFail: true, "netns", "del", space);
            if (Directory.Exists(Files(space))) Directory.Delete(Files(space), recursive: true);
        }
    }

    private static string Files(string space) => $"/etc/netns/{space}";

    private static string Port(int number) => $"p{number}";

    private void Wire()
    {
        Space(Switches);
        foreach (var bridge in new[] { "left", "right" })
        {
            Ip("-n", Switches, "link", "add", bridge, "type", "bridge");
            Ip("-n", Switches, "link", "set", bridge, "up");
        }

        Ip("-n", Switches, "link", "add", "cable", "type", "veth", "peer", "name", "end");
        Ip("-n", Switches, "link", "set", "cable", "master", "left", "up");
        Ip("-n", Switches, "link", "set", "end", "master", "right", "up");

        Ip("link", "add", _prefix, "type", "veth", "peer", "name", "here", "netns", Switches);
        Ip("-n", Switches, "link", "set", "here", "master", "right", "up");
        Ip("addr", "add", $"{_network}.254/24", "dev", _prefix);
        Ip("link", "set", _prefix, "up");
    }

    private void Plug(int number, string bridge) => Ip("-n", Switches, "link", "set", Port(number), "master", bridge, "up");

    private void Space(string name)
    {
        Ip("netns", "add", name);
        _namespaces.Add(name);
    }

    private static void Ip(params string[] arguments) => Run(mayFail: false, arguments);

    private static void Run(bool mayFail, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 && !mayFail) throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {error}");
    }
}

/// <summary>One host.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Address">Its address.</param>
/// <param name="Under">The command that runs a program there.</param>
public sealed record LabHost(int Number, string Address, IReadOnlyList<string> Under);
