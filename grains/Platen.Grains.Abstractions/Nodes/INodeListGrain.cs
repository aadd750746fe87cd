using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.Nodes;

/// <summary>The silos of the cluster with their versions, so that an upgrade can be watched. Stateless. Key: <see cref="GrainKeys.Nodes"/>.</summary>
[Alias("platen.nodes.node-list-grain")]
public interface INodeListGrain : IGrainWithStringKey
{
    /// <summary>All that are not dead, by name.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ImmutableArray<NodeView>> ListAsync(CancellationToken cancellationToken);
}
