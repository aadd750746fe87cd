namespace Platen.Pdl;

/// <summary>Where a statement about a document comes from, weakest first.</summary>
public enum Evidence
{
    /// <summary>There is no statement.</summary>
    Unspecified = 0,

    /// <summary>The document or its wrapper says so (DSC comment, PJL, <c>/Count</c>, file header).</summary>
    Declared = 1,

    /// <summary>Counted in the document's own structure.</summary>
    Parsed = 2,

    /// <summary>Counted by an interpreter that rendered the document.</summary>
    Rendered = 3,

    /// <summary>Reported by the device that printed it.</summary>
    Device = 4,
}
