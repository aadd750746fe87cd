namespace Platen.Pdl.Pdf;

/// <summary>What an object is, for the colours of the pages that reach it.</summary>
[Flags]
internal enum PdfColourMarks
{
    /// <summary>Nothing but references.</summary>
    None = 0,

    /// <summary>It sets a colour that is not grey.</summary>
    Colour = 1,

    /// <summary>It may hold colour.</summary>
    Possible = 2,

    /// <summary>An external object (picture or form): it is drawn only where a content stream names it.</summary>
    External = 4,

    /// <summary>An annotation, whose appearance is drawn without being named.</summary>
    Appearance = 8,
}
