namespace Platen.Grains.Abstractions.Nodes;

/// <summary>A silo of the cluster, or the one server there is.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.nodes.node-view")]
public sealed record NodeView
{
    /// <summary>Its name: role or site, and endpoint.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary><c>Master</c> or <c>Site</c>; empty where it is not known yet.</summary>
    [Id(1)]
    public string Role { get; init; } = "";

    /// <summary>The site whose grains it hosts; empty for a master.</summary>
    [Id(2)]
    public string Site { get; init; } = "";

    /// <summary>The version of its program (<see cref="ProductVersion"/>); empty where it is not known: one from before versions were told, or one that has just joined.</summary>
    [Id(3)]
    public string Version { get; init; } = "";

    /// <summary>The membership's word for it, such as <c>Active</c> or <c>ShuttingDown</c>.</summary>
    [Id(4)]
    public required string Status { get; init; }
}
