using BloomCoin.Client.Tls;
using Microsoft.Extensions.Options;

namespace BloomCoin.Client.Connection;

/// <summary>How far the attempts to connect came: Orleans says in the end only that there is no connection.</summary>
internal sealed class ConnectTrail(IOptions<BloomClientOptions> options)
{
    private const string AuthorityKey = $"{BloomClientOptions.TlsSection}:{nameof(TlsFiles.Authority)}";
    private const string CertificateKey = $"{BloomClientOptions.TlsSection}:{nameof(TlsFiles.Certificate)}";

    private volatile bool _wasTaken;
    private volatile string? _refused;

    /// <summary>A gateway took a connection.</summary>
    public void Taken() => _wasTaken = true;

    /// <summary>A gateway's certificate did not pass.</summary>
    public void Refused(string subject) => _refused = subject;

    /// <summary>What a person should look at, as far as this side can tell; empty when nobody took a connection.</summary>
    public string Hint()
    {
        if (_refused is { } subject) return $"; its certificate, of {subject}, has expired or does not come from a CA in {AuthorityKey}";
        if (!_wasTaken) return "";
        var why = options.Value.Tls.Certificate is null
            ? $"speaks TLS ({CertificateKey} is not set)"
            : $"speaks no TLS, or does not know the CA of {CertificateKey},";
        return $"; the connection was taken and then closed, as by a node that {why} or has another {BloomCoinClientExtensions.ClusterIdKey}";
    }
}
