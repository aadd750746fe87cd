using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Platen.Silo.Hosting;

/// <summary>Filters the silos that a new activation may be placed on.</summary>
internal sealed class OrleansSiteAffinityDirector(OrleansSiloRoles roles) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        roles.HomesOf(target.GrainIdentity, ((OrleansSiteAffinityStrategy)filterStrategy).Scope, [.. silos]);
}
