namespace Platen.Grains.Abstractions.Sites;

/// <summary>What became of a batch of facts.</summary>
[GenerateSerializer]
[Alias("platen.sites.ingest-code")]
public enum IngestCode
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>All are committed.</summary>
    Ok = 1,

    /// <summary>The batch does not follow what is committed; send again from the committed sequence on.</summary>
    Gap = 2,

    /// <summary>The agent is unknown here, or revoked; close the link.</summary>
    Refused = 3,
}
