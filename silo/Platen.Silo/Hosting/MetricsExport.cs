using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Platen.Silo.Hosting;

/// <summary>
/// Sends the meters <c>Platen.*</c>, the runtime's own and, in a cluster, Orleans' by OTLP, when the environment names a receiver as OpenTelemetry prescribes it (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>,
/// <c>OTEL_METRIC_EXPORT_INTERVAL</c>). Otherwise nothing is measured for it.
/// </summary>
internal sealed class MetricsExport : IHostedService, IDisposable
{
    /// <summary>The setting that names the receiver.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private MeterProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter("Platen.*", "System.Runtime", "Microsoft.Orleans").ConfigureResource(resource => resource.AddService("platen-server")).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.ForceFlush();
        return Task.CompletedTask;
    }

    public void Dispose() => _provider?.Dispose();
}
