using System.Collections.Immutable;
using Platen.Grains.Abstractions.Nodes;
using Platen.Grains.Nodes;

namespace Platen.Silo.Hosting;

/// <summary>The one process that there is.</summary>
internal sealed class EmbeddedNodeList : INodeList
{
    public ImmutableArray<NodeView> List() => [new NodeView { Name = Environment.MachineName, Role = "Master", Version = ProductVersion.Current, Status = "Active" }];
}
