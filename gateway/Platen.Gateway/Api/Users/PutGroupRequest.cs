namespace Platen.Gateway.Api.Users;

/// <summary>All of a group that is made here.</summary>
internal sealed record PutGroupRequest
{
    /// <summary>The name for people, unique among the groups made here.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>False: the group is given up. True when left out.</summary>
    public bool? Active { get; init; }
}
