namespace Platen.Domain.Tests.Sites.Lineage;

/// <summary>What is taken out of <see cref="LineageWorld"/>; each must make it go wrong.</summary>
public enum LineageMutant
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Every journal is let in.</summary>
    AllAreLetIn = 1,

    /// <summary>A batch is not asked from which start it is.</summary>
    NoStartOnBatches = 2,

    /// <summary>Events are applied without looking at what is committed.</summary>
    NoDedupe = 3,

    /// <summary>An agent does not go back to what the record has.</summary>
    NoRewind = 4,

    /// <summary>Only the length of a journal is looked at, as before starts were known.</summary>
    LengthOnly = 5,
}
