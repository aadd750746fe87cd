using Platen.Grains.Abstractions.Nodes;

namespace Platen.Gateway.Api.Nodes;

/// <summary>A server process that hosts the company's data.</summary>
internal sealed record NodeJson(string Name, string Role, string Site, string Version, string Status)
{
    public static NodeJson Of(NodeView node) => new(node.Name, node.Role, node.Site, node.Version, node.Status);
}
