using System.Collections.Immutable;
using Platen.Grains.Abstractions.Nodes;

namespace Platen.Grains.Nodes;

/// <summary>What the engine that hosts the grains knows of its nodes.</summary>
public interface INodeList
{
    /// <summary>All that are not dead.</summary>
    ImmutableArray<NodeView> List();
}
