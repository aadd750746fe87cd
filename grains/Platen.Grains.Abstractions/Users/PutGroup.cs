namespace Platen.Grains.Abstractions.Users;

/// <summary>All of a group that is made here.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.put-group")]
public sealed record PutGroup
{
    /// <summary>The name for people, 1 to 200 characters, unique among the groups made here.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>What it is for; 1,000 characters at most.</summary>
    [Id(1)]
    public string Description { get; init; } = "";

    /// <summary>False: it is given up, and its rights rest.</summary>
    [Id(2)]
    public bool Active { get; init; } = true;
}
