using System.Security.Cryptography.X509Certificates;

namespace BloomCoin.Client.Tls;

/// <summary>What the files of <see cref="TlsFiles"/> hold: who this side is, and whom it takes for one of its own.</summary>
/// <param name="Certificate">This side's certificate with its private key.</param>
/// <param name="Intermediates">The certificates between it and its CA.</param>
/// <param name="Authority">The roots that the other side's certificate must lead to.</param>
public sealed record TlsIdentity(X509Certificate2 Certificate, X509Certificate2Collection Intermediates, X509Certificate2Collection Authority)
{
    /// <summary>When this side must have been started anew with another certificate.</summary>
    public DateTime Expires => Certificate.NotAfter.ToUniversalTime();

    /// <summary>Reads the files. Without any, there is no identity, and no fault.</summary>
    /// <param name="files">Where they are.</param>
    /// <param name="section">The configuration section that names them.</param>
    /// <param name="side">What the certificate must be good for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="faults">One line for each thing that is wrong.</param>
    public static TlsIdentity? Read(TlsFiles files, string section, TlsSide side, TimeProvider time, out IReadOnlyList<string> faults)
    {
        var found = new List<string>();
        faults = found;
        if (files is { Certificate: null, Key: null, Authority: null }) return null;
        Require(files.Certificate, nameof(files.Certificate), nameof(files.Key));
        Require(files.Key, nameof(files.Key), nameof(files.Certificate));
        Require(files.Authority, nameof(files.Authority), nameof(files.Certificate));
        if (found.Count > 0) return null;

        var certificateFile = new PemFile($"{section}:{nameof(files.Certificate)}", files.Certificate!, found);
        var keyFile = new PemFile($"{section}:{nameof(files.Key)}", files.Key!, found);
        var authorityFile = new PemFile($"{section}:{nameof(files.Authority)}", files.Authority!, found);
        var (chain, authority) = (certificateFile.Certificates(), authorityFile.Certificates());
        if (chain.Count > 0 && CertificateCheck.Fault(chain[0], side, time) is { } fault) certificateFile.Refuse(fault);
        if (authority.Count > 0 && authority.All(root => CertificateCheck.IsExpired(root, time))) authorityFile.Refuse("every certificate in it has expired");
        var own = chain.Count > 0 ? keyFile.WithKey(chain[0]) : null;
        if (found.Count > 0) return null;

        chain.RemoveAt(0);
        var identity = new TlsIdentity(own!, chain, authority);
        // Its own kind would refuse it: all silos of a cluster have the same authority.
        if (side == TlsSide.Silo && !CertificateCheck.IsSignedBy(identity)) certificateFile.Refuse($"it does not come from a CA in {section}:{nameof(files.Authority)}");
        return found.Count == 0 ? identity : null;

        void Require(string? value, string key, string other)
        {
            if (value is null) found.Add($"{section}:{key} is not set, and TLS needs it beside {other}");
        }
    }
}
