using Platen.SiteAgent.Alarms;

namespace Platen.SiteAgent.Audit;

/// <summary>Adds the keeping of the audit log's heads.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAuditHeads(this IServiceCollection services)
    {
        services.AddSingleton<AuditHeadKeeper>();
        services.AddSingleton<IAlarmSource>(provider => provider.GetRequiredService<AuditHeadKeeper>());
        return services;
    }
}
