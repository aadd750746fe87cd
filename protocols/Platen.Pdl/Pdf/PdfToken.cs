using System.Runtime.InteropServices;

namespace Platen.Pdl.Pdf;

/// <summary>One token of a PDF: its class, its bytes (a name without the slash, a string with its delimiters), and its value if it is a number.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct PdfToken(PdfTokenKind kind, int start, ReadOnlySpan<byte> text, double number = 0)
{
    public PdfTokenKind Kind { get; } = kind;

    /// <summary>Offset of the token's first byte in the span it was read from.</summary>
    public int Start { get; } = start;

    public ReadOnlySpan<byte> Text { get; } = text;

    public double Number { get; } = number;

    /// <summary>The integer, saturated to what object numbers and counts can be.</summary>
    public long Integer => Kind == PdfTokenKind.Integer ? (long)Number : -1;

    public bool IsKeyword(ReadOnlySpan<byte> keyword) => Kind == PdfTokenKind.Keyword && Text.SequenceEqual(keyword);
}
