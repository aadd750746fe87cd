namespace Platen.Grains.Abstractions.Sites;

/// <summary>What a page of the replica is.</summary>
[GenerateSerializer]
[Alias("platen.sites.replica-page-code")]
public enum ReplicaPageCode
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>Changes and commands, or nothing new within the time.</summary>
    Page = 1,

    /// <summary>The agent is unknown here, or revoked; close the link.</summary>
    Refused = 2,
}
