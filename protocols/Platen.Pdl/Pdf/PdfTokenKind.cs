namespace Platen.Pdl.Pdf;

/// <summary>Lexical classes of PDF (ISO 32000-1, 7.2 and 7.3).</summary>
internal enum PdfTokenKind
{
    /// <summary>No token.</summary>
    None = 0,
    Integer,
    Real,
    Name,
    LiteralString,
    HexString,
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    Keyword,

    /// <summary>A string or comment too long to be kept; its bytes are passed over.</summary>
    Skipped,
}
