using System.Diagnostics.Metrics;
using BloomCoin.Chain;
using BloomCoin.Grains.Placement;
using BloomCoin.Node.Metrics;
using BloomCoin.Node.Options;
using BloomCoin.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BloomCoin.Node.Hosting;

/// <summary>Shows what is measured at /metrics, and sends it and the traces to a collector where the configuration names one.</summary>
internal static class Telemetry
{
    /// <summary>The node's own meter, Orleans' and the runtime's.</summary>
    private static readonly string[] Meters = [Instrumentation.Name, "Microsoft.Orleans", "System.Runtime"];

    /// <summary>The node's own spans, and those of Orleans' calls between them.</summary>
    private static readonly string[] Sources = [Instrumentation.Name, "Microsoft.Orleans.*"];

    public static void AddBloomTelemetry(this WebApplicationBuilder builder, TelemetryOptions options, ChainParameters parameters, SiloRoles roles)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("bloomcoin", serviceVersion: typeof(Telemetry).Assembly.GetName().Version!.ToString(3)))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        if (options.Otlp is not null) builder.Send(telemetry, options);

        builder.Services.AddSingleton(services => new NodeMetrics(services.GetRequiredService<IMeterFactory>(), parameters, roles));
        builder.Services.AddSingleton<IHealthCheckPublisher>(services => services.GetRequiredService<NodeMetrics>());
        builder.Services.Configure<HealthCheckPublisherOptions>(publisher => (publisher.Delay, publisher.Period) = (TimeSpan.FromSeconds(1), NodeMetrics.Period));
    }

    /// <summary>What no room of its own measures; once the application is built.</summary>
    public static void ShowProcess(this WebApplication application)
    {
        application.MapPrometheusScrapingEndpoint("/metrics");
        ProcessMetrics.Add(application.Services.GetRequiredService<IMeterFactory>());
    }

    private static void Send(this WebApplicationBuilder builder, OpenTelemetryBuilder telemetry, TelemetryOptions options)
    {
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter(exporter => To(exporter, options, "v1/metrics")))
            .WithTracing(tracing => tracing
                .AddSource(Sources)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SampleRatio)))
                .AddOtlpExporter(exporter => To(exporter, options, "v1/traces")));
        builder.UseOrleans(silo => silo.AddActivityPropagation());
    }

    /// <summary>The exporter appends its path to an address from the environment only.</summary>
    private static void To(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        var address = new Uri(options.Otlp!);
        exporter.Protocol = options.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Protocol == OtlpProtocol.Grpc ? address : new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
