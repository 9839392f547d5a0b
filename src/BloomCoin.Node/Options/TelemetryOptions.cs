using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BloomCoin.Node.Options;

/// <summary>Where metrics and traces are sent. /metrics is there without it. Section <c>Bloom:Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Bloom:Telemetry";

    /// <summary>Where an OpenTelemetry collector listens. With it metrics and traces are sent there; without it no trace is made.</summary>
    /// <value>A URL of http or https; none by default.</value>
    [HttpUrl, Description("a URL, such as http://collector:4317")]
    public string? Otlp { get; init; }

    /// <summary>What is spoken there. The usual port is 4317 for gRPC and 4318 for HTTP.</summary>
    /// <value>Grpc or HttpProtobuf; Grpc by default.</value>
    [EnumDataType(typeof(OtlpProtocol)), Description("Grpc or HttpProtobuf")]
    public OtlpProtocol Protocol { get; init; } = OtlpProtocol.Grpc;

    /// <summary>The part of all traces that is kept. A trace costs some 10 KB on its way to the collector.</summary>
    /// <value>0 to 1; 1, all, by default.</value>
    [Range(0.0, 1.0), Description("0 to 1, such as 0.01 for one in a hundred")]
    public double SampleRatio { get; init; } = 1;
}

/// <summary>The forms of OTLP.</summary>
public enum OtlpProtocol
{
    /// <summary>Over HTTP/2.</summary>
    Grpc,

    /// <summary>POSTs to /v1/traces and /v1/metrics.</summary>
    HttpProtobuf,
}
