using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer.Direct;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>Adds the transfers of documents between agents.</summary>
internal static class TransferServices
{
    /// <summary>Adds <see cref="DocumentFetch"/> for those who print documents of other sites, and what answers when others want this site's.</summary>
    public static IServiceCollection AddTransfer(this IServiceCollection services)
    {
        services.TryAddSingleton<JobAccess>();
        services.AddOptions<TransferOptions>().BindConfiguration(TransferOptions.Section).ValidateOnStart()
            .Configure<AgentFolders>((options, folders) => options.Directory = options.Directory.Length > 0 ? options.Directory : folders.Transfers);
        services.AddSingleton<IValidateOptions<TransferOptions>, TransferOptionsValidator>();
        services.AddSingleton<LinkChannel>();
        services.AddSingleton<HandOvers>();
        services.AddSingleton<FetchFolder>();
        services.AddCopies();
        services.AddSingleton<DirectWays>();
        services.AddSingleton<DirectOffers>();
        services.AddSingleton<DirectCall>();
        services.AddSingleton<DirectListener>();
        services.AddHostedService(provider => provider.GetRequiredService<DirectListener>());
        services.AddSingleton<DocumentFetch>();
        services.AddSingleton<DocumentSender>();
        services.AddHostedService(provider => provider.GetRequiredService<DocumentSender>());
        services.AddHostedService<TransferUpkeep>();
        return services;
    }
}
