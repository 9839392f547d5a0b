using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BloomCoin.Client.Tls;

/// <summary>What must hold of this side's own certificate before it is shown to anybody.</summary>
internal static class CertificateCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public static bool IsExpired(X509Certificate2 certificate, TimeProvider time) => certificate.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Fault(X509Certificate2 certificate, TlsSide side, TimeProvider time)
    {
        if (IsExpired(certificate, time)) return $"the certificate expired at {Utc(certificate.NotAfter)}";
        if (certificate.NotBefore.ToUniversalTime() > time.GetUtcNow().UtcDateTime) return $"the certificate is valid only from {Utc(certificate.NotBefore)} on";
        if (!Allows(certificate, ClientAuthentication)) return "the certificate's extended key usage lacks clientAuth";
        if (side == TlsSide.Silo && !Allows(certificate, ServerAuthentication)) return "the certificate's extended key usage lacks serverAuth";
        return null;
    }

    /// <summary>Whether another that has the same authority would let it in.</summary>
    public static bool IsSignedBy(TlsIdentity identity)
    {
        using var chain = new X509Chain { ChainPolicy = TlsPolicy.Of(identity.Authority) };
        chain.ChainPolicy.ExtraStore.AddRange(identity.Intermediates);
        return chain.Build(identity.Certificate);
    }

    /// <summary>A certificate without the extension is good for everything.</summary>
    private static bool Allows(X509Certificate2 certificate, string usage) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().All(extension =>
            extension.EnhancedKeyUsages.Cast<Oid>().Any(oid => string.Equals(oid.Value, usage, StringComparison.Ordinal)));

    private static string Utc(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
