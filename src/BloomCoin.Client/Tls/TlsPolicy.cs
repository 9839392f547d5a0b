using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace BloomCoin.Client.Tls;

/// <summary>How both sides of a connection between silos, or of a client to a silo, prove to each other that they belong to the cluster.</summary>
/// <remarks>
/// Mutual TLS with a CA of the cluster's own. Names are not checked: silos are addressed by the IP addresses of machines or pods,
/// which change. So whoever has a certificate of the CA is let in, and the CA must sign for nobody else.
/// </remarks>
public static class TlsPolicy
{
    /// <summary>Makes connections as the identity says.</summary>
    /// <param name="options">Orleans' options, of a silo or of a client.</param>
    /// <param name="identity">Who this side is, and whom it takes.</param>
    /// <param name="handshake">How long the other side may take to prove itself.</param>
    /// <param name="refused">Is told the subject of a certificate that does not pass.</param>
    public static void Apply(TlsOptions options, TlsIdentity identity, TimeSpan handshake, Action<string>? refused = null)
    {
        // Sends the intermediates along, which the other side's authority file need not have.
        var shown = SslStreamCertificateContext.Create(identity.Certificate, identity.Intermediates, offline: true);
        options.LocalCertificate = identity.Certificate;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.HandshakeTimeout = handshake;
        options.RemoteCertificateValidation = (certificate, _, errors) =>
        {
            var passes = (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
            if (!passes) refused?.Invoke(certificate.Subject);
            return passes;
        };
        options.OnAuthenticateAsServer = (_, connection) =>
        {
            var ssl = (SslServerAuthenticationOptions)connection.SslServerAuthenticationOptions;
            (ssl.ServerCertificate, ssl.ServerCertificateSelectionCallback, ssl.ServerCertificateContext) = (null, null, shown);
            ssl.CertificateChainPolicy = Of(identity.Authority);
        };
        options.OnAuthenticateAsClient = (_, connection) =>
        {
            var ssl = (SslClientAuthenticationOptions)connection.SslClientAuthenticationOptions;
            (ssl.ClientCertificates, ssl.LocalCertificateSelectionCallback, ssl.ClientCertificateContext) = (null, null, shown);
            ssl.CertificateChainPolicy = Of(identity.Authority);
        };
    }

    /// <summary>Trust in these roots and in nothing else.</summary>
    internal static X509ChainPolicy Of(X509Certificate2Collection authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,   // a private CA publishes no list
            DisableCertificateDownloads = true,   // a stranger's certificate must not make us fetch what it names
        };
        policy.CustomTrustStore.AddRange(authority);
        return policy;
    }
}
