namespace Platen.Pdl.Pdf;

/// <summary>The kinds of objects that page counting cares about (<c>/Type</c>).</summary>
internal enum PdfObjectKind
{
    /// <summary>None of the others.</summary>
    Other = 0,
    Page,
    Pages,
    Catalog,
    ObjectStream,
    XrefStream,

    /// <summary>The linearization dictionary at the start of a file made for fast web view (annex F).</summary>
    Linearized,
}
