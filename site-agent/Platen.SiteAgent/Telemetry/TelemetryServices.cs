namespace Platen.SiteAgent.Telemetry;

/// <summary>Adds the gauges, and their export when a receiver is named.</summary>
internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<AgentGauges>();
        return string.IsNullOrEmpty(configuration[MetricsExport.Endpoint]) ? services : services.AddHostedService<MetricsExport>();
    }
}
