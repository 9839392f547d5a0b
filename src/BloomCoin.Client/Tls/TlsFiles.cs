using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BloomCoin.Client.Tls;

/// <summary>
/// The PEM files with which one side of a connection shows who it is and knows the other. All three or none: without them the
/// connections are plain TCP. Section <c>Tls</c> of <c>Bloom:Cluster</c> in a node, of <c>Bloom:Client</c> in a client app.
/// </summary>
public sealed class TlsFiles
{
    /// <summary>The certificate that is shown to the other side, first in the file, and after it those that lead up to its CA.</summary>
    /// <value>A path, relative to the working directory; none by default.</value>
    [MinLength(1), Description("a PEM file: the certificate, then those between it and its CA")]
    public string? Certificate { get; set; }

    /// <summary>The certificate's private key.</summary>
    /// <value>A path, relative to the working directory; none by default.</value>
    [MinLength(1), Description("a PEM file: the certificate's private key, not encrypted")]
    public string? Key { get; set; }

    /// <summary>The CAs that the other side's certificate may come from. No other CA counts, this machine's own list neither.</summary>
    /// <value>A path, relative to the working directory; none by default.</value>
    [MinLength(1), Description("a PEM file: the root certificate of each CA that the other side may have its certificate from")]
    public string? Authority { get; set; }
}
