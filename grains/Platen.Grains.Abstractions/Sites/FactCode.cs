namespace Platen.Grains.Abstractions.Sites;

/// <summary>What became of a fact. In each case its sequence is committed.</summary>
[GenerateSerializer]
[Alias("platen.sites.fact-code")]
public enum FactCode
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>Applied: it changed the record, or told it nothing new.</summary>
    Applied = 1,

    /// <summary>It could not be applied; it is in the audit log as <c>event.parked</c>, with the reason.</summary>
    Parked = 2,

    /// <summary>It had been applied before.</summary>
    Duplicate = 3,
}
