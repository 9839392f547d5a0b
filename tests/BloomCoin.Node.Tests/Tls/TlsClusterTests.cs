using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using BloomCoin.Client.Connection;
using BloomCoin.Client.Tls;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Tls;

/// <summary>A cluster whose ports speak TLS: who is let in, and what the others see.</summary>
public sealed class TlsClusterTests(TlsCluster cluster) : IClassFixture<TlsCluster>
{
    [Fact]   // docs/tls
    public async Task Bloom_with_a_certificate_of_the_cluster_is_answered()
    {
        var files = TlsCluster.Keys("Bloom:Client:Tls", cluster.Authority.Issue("bloom", usage: TestAuthority.ClientAuthentication));
        await using var bloom = ChildProcess.Start("cli/bloom", ["--node", cluster.Gateway.Ports.ClientAddress, "tip"],
            environment: files.Select(file => (file.Key.Replace(":", "__", StringComparison.Ordinal), file.Value)));
        Assert.True(await bloom.Exit() == 0, bloom.Everything);
        Assert.Contains(bloom.Output, line => line.StartsWith("height", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_without_TLS_is_not_let_in_and_is_told() => await Refused(
        files: null, "the connection was taken and then closed, as by a node that speaks TLS (Bloom:Client:Tls:Certificate is not set) or has another Bloom:Cluster:Id");

    [Fact]
    public async Task A_client_does_not_speak_with_a_cluster_of_another_CA() => await Refused(
        cluster.OtherAuthority.Issue("bloom"), "its certificate, of CN=gateway, has expired or does not come from a CA in Bloom:Client:Tls:Authority");

    [Fact]
    public async Task A_client_with_a_certificate_of_another_CA_is_not_let_in_and_is_told()
    {
        var files = cluster.OtherAuthority.Issue("bloom");
        files.Authority = cluster.Authority.File;
        await Refused(
            files, "the connection was taken and then closed, as by a node that speaks no TLS, or does not know the CA of Bloom:Client:Tls:Certificate, or has another Bloom:Cluster:Id");
    }

    [Fact]   // the silo's own judgement: these clients take every certificate
    public async Task The_silo_port_is_closed_to_who_shows_no_certificate_or_a_bad_one()
    {
        var authority = cluster.Authority;
        Assert.True(await IsClosedTo(null));
        Assert.True(await IsClosedTo(authority.Issue("old", from: -5, until: -1)));
        Assert.True(await IsClosedTo(authority.Issue("early", from: 1)));
        Assert.True(await IsClosedTo(authority.Issue("server", usage: TestAuthority.ServerAuthentication)));
        Assert.True(await IsClosedTo(cluster.OtherAuthority.Issue("stranger", isThroughIntermediate: true)));
        await cluster.GoesOn();
    }

    [Fact]   // who is in the database is no member before the others have answered; one without TLS is met by the tests of plain text
    public async Task A_silo_of_another_CA_does_not_join_and_the_cluster_goes_on()
    {
        var settings = cluster.Silo("Compute", cluster.OtherAuthority.Issue("stranger"));
        await using var stranger = await NodeProcess.LaunchUntil(settings, "Failed to get ping responses");
        Assert.NotEqual(HttpStatusCode.OK, await stranger.Health("ready"));
        await cluster.GoesOn();
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Plain_text_on_a_port_gets_no_answer(bool isSiloPort)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, isSiloPort ? cluster.Compute.Ports.Silo : cluster.Compute.Ports.Client);
        await socket.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        using var deadline = new CancellationTokenSource(Eventually.Limit, TimeProvider.System);
        try
        {
            Assert.Equal(0, await socket.ReceiveAsync(new byte[256], deadline.Token));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed without ceremony.
        }
    }

    private async Task<bool> IsClosedTo(TlsFiles? files)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, cluster.Compute.Ports.Silo);
        await using var stream = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null);
        using var certificate = files is null ? null : X509Certificate2.CreateFromPemFile(files.Certificate!, files.Key);
        using var deadline = new CancellationTokenSource(Eventually.Limit, TimeProvider.System);
        try
        {
            var context = certificate is null ? null : SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "silo", ClientCertificateContext = context }, deadline.Token);
            return await stream.ReadAsync(new byte[256], deadline.Token) == 0;
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            return true;
        }
    }

    private async Task Refused(TlsFiles? files, string hint)
    {
        var exception = await Assert.ThrowsAsync<NodeUnreachableException>(() => cluster.Connect(files));
        Assert.Equal($"no node answered at {cluster.Gateway.Ports.ClientAddress} within 2 s; {hint}", exception.Message);
        await cluster.GoesOn();
    }
}
