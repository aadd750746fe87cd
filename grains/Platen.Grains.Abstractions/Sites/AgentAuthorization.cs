namespace Platen.Grains.Abstractions.Sites;

/// <summary>Whether an agent with a certificate of our CA may connect.</summary>
[GenerateSerializer]
[Alias("platen.sites.agent-authorization")]
public enum AgentAuthorization
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>It may.</summary>
    Ok = 1,

    /// <summary>No such agent at this site.</summary>
    Unknown = 2,

    /// <summary>It was revoked.</summary>
    Revoked = 3,

    /// <summary>A newer certificate replaced this one.</summary>
    Superseded = 4,
}
