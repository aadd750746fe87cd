using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platen.Domain.Ports;

namespace Platen.Mail.Hosting;

/// <summary>Adds mail: how it is sent, and what empties the outbox.</summary>
public static class MailServices
{
    /// <summary>Adds <see cref="IMailSender"/>, which needs a record and a master key. Wrong options stop the start with all their errors.</summary>
    public static IServiceCollection AddPlatenMail(this IServiceCollection services, Action<MailOptions> configure)
    {
        services.AddOptions<MailOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddSingleton<MailServers>();
        services.AddSingleton<IMailSender, MailSender>();
        return services;
    }

    /// <summary>Adds what empties the outbox. Any number of servers may do so.</summary>
    public static IServiceCollection AddPlatenMailDelivery(this IServiceCollection services)
    {
        services.AddSingleton<MailDelivery>();
        services.AddHostedService(provider => provider.GetRequiredService<MailDelivery>());
        return services;
    }
}
