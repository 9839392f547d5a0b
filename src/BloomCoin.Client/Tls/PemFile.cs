using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BloomCoin.Client.Tls;

/// <summary>One file of <see cref="TlsFiles"/>, and what is wrong with it: in one line that names its key and shows nothing of what it holds.</summary>
internal sealed class PemFile(string key, string path, ICollection<string> faults)
{
    private readonly string? _text = Read(key, path, faults);

    /// <summary>The certificates in the file's order; none when there is a fault.</summary>
    public X509Certificate2Collection Certificates()
    {
        var certificates = new X509Certificate2Collection();
        if (_text is null) return certificates;
        try
        {
            certificates.ImportFromPem(_text);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        if (certificates.Count == 0) Refuse("it holds no certificate in PEM form");
        return certificates;
    }

    /// <summary>A certificate together with its private key, which this file has; null when there is a fault.</summary>
    public X509Certificate2? WithKey(X509Certificate2 certificate)
    {
        if (_text is null) return null;
        // PKCS 8, and OpenSSL's own older form.
        if (_text.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal) || _text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            return Refuse("it is encrypted, and nobody is there to ask for the password");
        if (!_text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) return Refuse("it holds no private key in PEM form");
        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), _text);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return Refuse("it does not hold the private key of the certificate");
        }
    }

    public X509Certificate2? Refuse(string fault)
    {
        faults.Add($"{key} = \"{path}\": {fault}");
        return null;
    }

    private static string? Read(string key, string path, ICollection<string> faults)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add($"{key} = \"{path}\": {(exception is FileNotFoundException or DirectoryNotFoundException or ArgumentException ? "there is no such file" : "this process cannot read the file")}");
            return null;
        }
    }
}
