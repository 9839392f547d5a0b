using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BloomCoin.Client.Tls;

namespace BloomCoin.Node.Tests.Tls;

/// <summary>A CA, and a folder with the PEM files of what it signs.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _root;
    private int _issued;

    /// <param name="name">Its common name, which none of its certificates may have: that would be a root too.</param>
    /// <param name="until">How many days it is good for.</param>
    public TestAuthority(string name, int until = 30)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("bloom-tls-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = AuthorityRequest(name, key);
        _root = request.CreateSelfSigned(Now - (30 * Day), Now + (until * Day));
        File = Write("ca.crt", _root.ExportCertificatePem());
    }

    public string Directory { get; }

    /// <summary>The root certificate.</summary>
    public string File { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A certificate for a silo or a client, with the files that its owner is given.</summary>
    /// <param name="name">Its common name.</param>
    /// <param name="from">From when on it is good, in days from now.</param>
    /// <param name="until">Until when.</param>
    /// <param name="usage">Its extended key usage; nothing for both ends of a connection.</param>
    /// <param name="isThroughIntermediate">Whether a CA between signs it, whose certificate stands in its file and in no other.</param>
    public TlsFiles Issue(string name, int from = -2, int until = 20, string? usage = null, bool isThroughIntermediate = false)
    {
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var between = isThroughIntermediate ? Sign(AuthorityRequest(name + " CA", issuerKey), _root, -20, 25).CopyWithPrivateKey(issuerKey) : null;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        OidCollection usages = usage is null ? [new Oid(ServerAuthentication), new Oid(ClientAuthentication)] : [new Oid(usage)];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, critical: false));
        using var certificate = Sign(request, between ?? _root, from, until);
        var file = string.Create(CultureInfo.InvariantCulture, $"{++_issued}");
        return new TlsFiles
        {
            Certificate = Write(file + ".crt", string.Join('\n', [certificate.ExportCertificatePem(), between?.ExportCertificatePem()])),
            Key = Write(file + ".key", key.ExportPkcs8PrivateKeyPem()),
            Authority = File,
        };
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Directory, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        _root.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request;
    }

    private static X509Certificate2 Sign(CertificateRequest request, X509Certificate2 issuer, int from, int until) =>
        request.Create(issuer, Now + (from * Day), Now + (until * Day), RandomNumberGenerator.GetBytes(16));
}
