using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Contracts;
using Platen.Grains.Directories;
using Platen.Grains.Mail;
using Platen.Grains.OAuth;
using Platen.Grains.Queries;
using Platen.Grains.Sites;
using Platen.Grains.Users;

namespace Platen.Grains.Hosting;

/// <summary>Adds what the grains need. The engine that hosts them, and the adapters of Domain's ports, are added by the silo.</summary>
public static class PlatenGrainsServiceCollectionExtensions
{
    /// <summary>Adds the grains' own services. A <see cref="PasswordScheme"/> that was added before stays.</summary>
    public static IServiceCollection AddPlatenGrains(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(PasswordScheme.Of(fips: false));
        services.TryAddSingleton<ICommonPasswords, NoCommonPasswords>();
        services.TryAddSingleton<IBreachedPasswords, NoBreachedPasswords>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<ClientProofs>();
        services.AddSingleton<UserCounts>();
        services.AddSingleton<FeedWait>();
        services.AddSingleton<DirectoryRuns>();
        services.AddSingleton<DirectoryLogins>();
        services.AddSingleton<ReplicaReader>();
        services.AddSingleton<MailPost>();
        services.AddSingleton<MailAsks>();
        services.AddSingleton<ContractReading>();
        services.AddSingleton<ReportPost>();
        return services;
    }
}
