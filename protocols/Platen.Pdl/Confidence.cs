namespace Platen.Pdl;

/// <summary>How far a statement about a document can be relied on.</summary>
public enum Confidence
{
    /// <summary>There is no statement.</summary>
    Unspecified = 0,

    /// <summary>A hint: shown to people, never charged.</summary>
    Low = 1,

    /// <summary>Plausible: one source, nothing contradicts it.</summary>
    Medium = 2,

    /// <summary>Two sources inside the document agree, or the format leaves no other reading.</summary>
    High = 3,
}
