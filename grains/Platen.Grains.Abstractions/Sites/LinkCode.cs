namespace Platen.Grains.Abstractions.Sites;

/// <summary>Whether an agent is let in.</summary>
[GenerateSerializer]
[Alias("platen.sites.link-code")]
public enum LinkCode
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>It is.</summary>
    Ok = 1,

    /// <summary>It is unknown here, or revoked.</summary>
    Refused = 2,

    /// <summary>Its journal does not continue what is recorded; an administrator has to decide.</summary>
    Fenced = 3,

    /// <summary>What it says of its journal cannot be read.</summary>
    Invalid = 4,
}
