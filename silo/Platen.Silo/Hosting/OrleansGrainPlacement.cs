using Orleans.Concurrency;
using Orleans.Metadata;
using Orleans.Runtime;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Hosting;

namespace Platen.Silo.Hosting;

/// <summary>Gives each of our grain classes its placement. Stateless workers stay where they are called.</summary>
internal sealed class OrleansGrainPlacement : IGrainPropertiesProvider
{
    public void Populate(Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        if (grainClass.Assembly != typeof(PlatenGrainsServiceCollectionExtensions).Assembly || grainClass.IsDefined(typeof(StatelessWorkerAttribute), inherit: true))
        {
            return;
        }

        // Populate of our attribute asks for no services
        new OrleansSiteAffinityAttribute(ScopeOf(grainClass)).Populate(services: null!, grainClass, grainType, properties);
    }

    /// <summary>Sites and devices belong to a site: the second part of their key.</summary>
    public static OrleansSiteScope ScopeOf(Type grainClass) =>
        typeof(ISiteGrain).IsAssignableFrom(grainClass) || typeof(IDeviceGrain).IsAssignableFrom(grainClass) ? OrleansSiteScope.Site : OrleansSiteScope.Company;
}
