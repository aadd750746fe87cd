using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Platen.Grains.Abstractions.Nodes;
using Platen.Grains.Nodes;

namespace Platen.Silo.Hosting;

/// <summary>The silos as this one's view of the membership has them, and what they say of themselves.</summary>
internal sealed class OrleansNodeList(ISiloStatusOracle silos, ISiloMetadataCache metadata) : INodeList
{
    public ImmutableArray<NodeView> List() =>
        [.. silos.GetApproximateSiloStatuses(onlyActive: false).Where(static silo => silo.Value is not (SiloStatus.None or SiloStatus.Dead)).Select(silo => Describe(silo.Key, silo.Value))];

    private NodeView Describe(SiloAddress silo, SiloStatus status)
    {
        var said = metadata.GetSiloMetadata(silo).Metadata;
        return new NodeView
        {
            Name = silos.TryGetSiloName(silo, out var name) ? name : silo.Endpoint.ToString(),
            Role = said.GetValueOrDefault(OrleansSiloRoles.RoleKey, ""),
            Site = said.GetValueOrDefault(OrleansSiloRoles.SiteKey, ""),
            Version = said.GetValueOrDefault(OrleansSiloRoles.VersionKey, ""),
            Status = status.ToString(),
        };
    }
}
