namespace Platen.Grains.Abstractions.Users;

/// <summary>What became of a line of an import, or would.</summary>
[GenerateSerializer]
[Alias("platen.users.import-outcome")]
public enum ImportOutcome
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>A user was added.</summary>
    Added = 1,

    /// <summary>A user was changed, or is already as the line says.</summary>
    Changed = 2,

    /// <summary>Nothing, or not all of it, was done; the messages say why.</summary>
    Refused = 3,
}
