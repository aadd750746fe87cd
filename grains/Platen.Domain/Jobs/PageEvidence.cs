namespace Platen.Domain.Jobs;

/// <summary>What a page count rests on, from the weakest to the strongest.</summary>
public enum PageEvidence
{
    /// <summary>Nothing.</summary>
    Unspecified = 0,

    /// <summary>The document says so (a DSC comment, PJL).</summary>
    Declared = 1,

    /// <summary>Counted in the document's structure.</summary>
    Parsed = 2,

    /// <summary>Counted by running an interpreter over the document.</summary>
    Rendered = 3,

    /// <summary>Reported by the device that printed it.</summary>
    Device = 4,
}
