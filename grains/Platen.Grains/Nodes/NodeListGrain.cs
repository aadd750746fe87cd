using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Grains.Abstractions.Nodes;

namespace Platen.Grains.Nodes;

/// <inheritdoc cref="INodeListGrain"/>
[StatelessWorker]
internal sealed class NodeListGrain(INodeList nodes) : Grain, INodeListGrain
{
    public Task<ImmutableArray<NodeView>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<NodeView>>([.. nodes.List().OrderBy(static node => node.Name, StringComparer.Ordinal)]);
}
