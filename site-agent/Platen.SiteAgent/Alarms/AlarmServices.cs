namespace Platen.SiteAgent.Alarms;

/// <summary>Adds what journals alarms; whatever knows some is added as an <see cref="IAlarmSource"/>.</summary>
internal static class AlarmServices
{
    public static IServiceCollection AddAlarms(this IServiceCollection services) => services.AddSingleton<AlarmMemory>().AddHostedService<AlarmFacts>();
}
