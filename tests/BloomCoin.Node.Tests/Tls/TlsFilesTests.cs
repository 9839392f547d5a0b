using System.Security.Cryptography;
using BloomCoin.Client.Tls;

namespace BloomCoin.Node.Tests.Tls;

/// <summary>The files of one side: what is read, and the one line for each that is wrong.</summary>
public sealed class TlsFilesTests : IDisposable
{
    private const string Section = "Bloom:Cluster:Tls";

    private readonly TestAuthority _authority = new("CA");

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Without_files_there_is_no_TLS_and_no_fault()
    {
        Assert.Null(TlsIdentity.Read(new TlsFiles(), Section, TlsSide.Silo, TimeProvider.System, out var faults));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Right_files_are_read_with_what_leads_to_the_CA(bool isThroughIntermediate)
    {
        var files = _authority.Issue("silo", isThroughIntermediate: isThroughIntermediate);
        var identity = TlsIdentity.Read(files, Section, TlsSide.Silo, TimeProvider.System, out var faults);
        Assert.Empty(faults);
        Assert.True(identity!.Certificate.HasPrivateKey);
        Assert.Equal("CN=silo", identity.Certificate.Subject);
        Assert.Equal(isThroughIntermediate ? 1 : 0, identity.Intermediates.Count);
        Assert.Single(identity.Authority);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Certificate_and_key_may_stand_in_one_file(bool keyFirst)
    {
        var files = _authority.Issue("silo");
        var (certificate, key) = (File.ReadAllText(files.Certificate!), File.ReadAllText(files.Key!));
        files.Certificate = files.Key = _authority.Write("both.pem", keyFirst ? key + "\n" + certificate : certificate + "\n" + key);
        Assert.Empty(Faults(files));
    }

    [Fact]
    public void All_three_belong_together() => Assert.Equal(
        ["Bloom:Cluster:Tls:Certificate is not set, and TLS needs it beside Key", "Bloom:Cluster:Tls:Authority is not set, and TLS needs it beside Certificate"],
        Faults(new TlsFiles { Key = _authority.Issue("silo").Key }));

    [Fact]
    public void A_file_that_is_missing_or_cannot_be_read_is_named()
    {
        var files = _authority.Issue("silo");
        (files.Certificate, files.Key, files.Authority) = ("/nowhere/tls.crt", _authority.Directory, "");
        Assert.Equal(
            [
                "Bloom:Cluster:Tls:Certificate = \"/nowhere/tls.crt\": there is no such file",
                $"Bloom:Cluster:Tls:Key = \"{_authority.Directory}\": this process cannot read the file",
                "Bloom:Cluster:Tls:Authority = \"\": there is no such file",
            ],
            Faults(files));
    }

    [Fact]
    public void A_file_without_a_certificate_is_named()
    {
        var files = _authority.Issue("silo");
        files.Certificate = files.Key!;
        files.Authority = _authority.Write("broken.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Assert.Equal(
            [
                $"Bloom:Cluster:Tls:Certificate = \"{files.Certificate}\": it holds no certificate in PEM form",
                $"Bloom:Cluster:Tls:Authority = \"{files.Authority}\": it holds no certificate in PEM form",
            ],
            Faults(files));
    }

    [Theory]
    [InlineData(-5, -1, "the certificate expired at ")]
    [InlineData(1, 2, "the certificate is valid only from ")]
    public void A_certificate_that_is_not_valid_now_is_named(int from, int until, string fault) =>
        Assert.Contains($"\": {fault}", OneFault(_authority.Issue("silo", from, until), "Certificate"), StringComparison.Ordinal);

    [Fact]
    public void A_silo_is_both_ends_of_a_connection_and_a_client_is_one()
    {
        var client = _authority.Issue("bloom", usage: TestAuthority.ClientAuthentication);
        var server = _authority.Issue("bloom", usage: TestAuthority.ServerAuthentication);
        Assert.EndsWith("the certificate's extended key usage lacks serverAuth", OneFault(client, "Certificate"), StringComparison.Ordinal);
        Assert.EndsWith("the certificate's extended key usage lacks clientAuth", OneFault(server, "Certificate"), StringComparison.Ordinal);
        Assert.Empty(Faults(client, TlsSide.Client));
        Assert.Single(Faults(server, TlsSide.Client));
    }

    [Fact]
    public void The_key_of_another_certificate_is_refused() => Refused(_authority.Issue("another").Key!, "it does not hold the private key of the certificate");

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        using var rsa = RSA.Create(2048);
        Refused(_authority.Write("rsa.key", rsa.ExportRSAPrivateKeyPem()), "it does not hold the private key of the certificate");
    }

    [Fact]
    public void An_encrypted_key_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = key.ExportEncryptedPkcs8PrivateKeyPem("password", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1));
        Refused(_authority.Write("encrypted.key", text), "it is encrypted, and nobody is there to ask for the password");
    }

    [Fact]
    public void A_file_without_a_key_is_refused() => Refused(_authority.File, "it holds no private key in PEM form");

    [Fact]   // the others, which have the same authority, would not let it in
    public void A_silo_whose_certificate_is_of_another_CA_is_refused_and_a_client_may_have_one()
    {
        using var other = new TestAuthority("another CA");
        var files = _authority.Issue("silo");
        files.Authority = other.File;
        Assert.EndsWith("it does not come from a CA in Bloom:Cluster:Tls:Authority", OneFault(files, "Certificate"), StringComparison.Ordinal);
        Assert.Empty(Faults(files, TlsSide.Client));
    }

    [Fact]
    public void An_authority_that_has_expired_is_named()
    {
        using var old = new TestAuthority("old CA", until: -1);
        var files = _authority.Issue("silo");
        files.Authority = old.File;
        Assert.EndsWith("every certificate in it has expired", OneFault(files, "Authority"), StringComparison.Ordinal);
    }

    [Fact]   // how a cluster changes its CA: all trust both, then the certificates change, then all trust the new one
    public void One_CA_of_several_suffices()
    {
        using var next = new TestAuthority("next CA");
        var files = _authority.Issue("silo");
        files.Authority = _authority.Write("both.crt", File.ReadAllText(_authority.File) + "\n" + File.ReadAllText(next.File));
        Assert.Empty(Faults(files));
    }

    private void Refused(string keyFile, string fault)
    {
        var files = _authority.Issue("silo");
        files.Key = keyFile;
        Assert.Equal($"{Section}:Key = \"{keyFile}\": {fault}", OneFault(files, "Key"));
    }

    /// <summary>The only fault, which names the key and shows no line of the file.</summary>
    private static string OneFault(TlsFiles files, string key)
    {
        var fault = Assert.Single(Faults(files));
        Assert.StartsWith($"{Section}:{key} = \"", fault, StringComparison.Ordinal);
        Assert.All(File.ReadLines(files.Key!), line => Assert.DoesNotContain(line, fault, StringComparison.Ordinal));
        return fault;
    }

    private static IReadOnlyList<string> Faults(TlsFiles files, TlsSide side = TlsSide.Silo)
    {
        TlsIdentity.Read(files, Section, side, TimeProvider.System, out var faults);
        return faults;
    }
}
