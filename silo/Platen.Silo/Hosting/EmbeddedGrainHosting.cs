using Microsoft.Extensions.Options;
using Platen.Engine.Embedded;
using Platen.Grains.Hosting;
using Platen.Grains.Nodes;
using Platen.Silo.Options;
using Platen.Store.Hosting;
using Platen.Store.Standby;

namespace Platen.Silo.Hosting;

/// <summary>Hosts all grains in this process. Compiled in the Embedded flavour; its counterpart is OrleansGrainHosting.</summary>
internal static class EmbeddedGrainHosting
{
    /// <summary>Adds the engine.</summary>
    /// <exception cref="OptionsValidationException">A cluster is configured.</exception>
    public static void AddGrainHosting(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection(ClusterOptions.Section).Exists())
        {
            throw new OptionsValidationException(
                ClusterOptions.Section, typeof(ClusterOptions), [$"{ClusterOptions.Section} is set, but this build hosts its grains in one process: remove the section, or use the cluster's build (docs/operations/cluster.md)."]);
        }

        builder.Services.AddSingleton<INodeList, EmbeddedNodeList>();
        // a second server on the same database stands by; a cluster has its own membership
        builder.Services.Configure<StoreOptions>(store => store.Standby = true);
        builder.Services.AddSingleton<IStandbyWait, StandbyHealth>();
        builder.Services.AddEmbeddedGrains(configure: null, typeof(PlatenGrainsServiceCollectionExtensions).Assembly);
    }
}
