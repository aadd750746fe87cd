using System.Buffers;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pdf;

/// <summary>
/// Splits PDF syntax into tokens (ISO 32000-1, 7.2). It works on one block at a time; a token that runs past the block's end is not consumed, unless it is so long
/// (<see cref="TokenBytesMax"/>) that only its end matters: then the lexer remembers what it is inside of and passes over it in the following blocks.
/// </summary>
internal sealed class PdfLexer
{
    /// <summary>The longest token that is kept. Longer strings (signatures, lookup tables) are passed over.</summary>
    public const int TokenBytesMax = 4096;

    private static readonly SearchValues<byte> TokenEnds = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);
    private static readonly SearchValues<byte> Spaces = SearchValues.Create("\0\t\n\f\r "u8);
    private Inside inside;
    private int parentheses;

    /// <summary>The number of <c>%%EOF</c> marks so far.</summary>
    public int EndMarks { get; private set; }

    /// <summary>The number of <c>%PDF-</c> headers so far.</summary>
    public int Headers { get; private set; }

    /// <summary>True when the last block ended inside a string that has no end yet.</summary>
    public bool IsInsideString => inside is Inside.LiteralString or Inside.HexString;

    private enum Inside
    {
        Nothing = 0,
        LiteralString,
        HexString,
        Comment,
    }

    /// <summary>Forgets a token that the last block ended in.</summary>
    public void Reset() => inside = Inside.Nothing;

    /// <summary>
    /// Reads the token at <paramref name="position"/> and moves behind it. False: there is no whole token, and <paramref name="position"/> tells from where
    /// the bytes are needed again.
    /// </summary>
    public bool TryRead(ReadOnlySpan<byte> block, ref int position, bool final, out PdfToken token)
    {
        token = default;
        if (inside != Inside.Nothing && !TryLeave(block, ref position))
        {
            return false;
        }

        while (true)
        {
            var start = block[position..].IndexOfAnyExcept(Spaces);
            if (start < 0)
            {
                position = block.Length;
                return false;
            }

            position += start;
            if (block[position] != (byte)'%')
            {
                return TryReadToken(block, ref position, final, out token);
            }

            if (!TrySkipComment(block, ref position, final))
            {
                return false;
            }
        }
    }

    private bool TryReadToken(ReadOnlySpan<byte> block, ref int position, bool final, out PdfToken token)
    {
        var start = position;
        token = default;
        switch (block[start])
        {
            case (byte)'/':
                return TryReadRegular(block, ref position, final, start + 1, PdfTokenKind.Name, out token);
            case (byte)'(':
                return TryReadLiteral(block, ref position, final, out token);
            case (byte)'<' or (byte)'>' when start + 1 == block.Length && !final:
                return false;
            case (byte)'<':
                if (start + 1 < block.Length && block[start + 1] == (byte)'<')
                {
                    token = Fixed(PdfTokenKind.DictOpen, block, ref position, 2);
                    return true;
                }

                return TryReadHex(block, ref position, final, out token);
            case (byte)'>':
                token = start + 1 < block.Length && block[start + 1] == (byte)'>'
                    ? Fixed(PdfTokenKind.DictClose, block, ref position, 2)
                    : Fixed(PdfTokenKind.Skipped, block, ref position, 1);
                return true;
            case (byte)'[':
                token = Fixed(PdfTokenKind.ArrayOpen, block, ref position, 1);
                return true;
            case (byte)']':
                token = Fixed(PdfTokenKind.ArrayClose, block, ref position, 1);
                return true;
            case (byte)')' or (byte)'{' or (byte)'}':
                token = Fixed(PdfTokenKind.Skipped, block, ref position, 1);
                return true;
            default:
                return TryReadRegular(block, ref position, final, start, PdfTokenKind.Keyword, out token);
        }
    }

    private static PdfToken Fixed(PdfTokenKind kind, ReadOnlySpan<byte> block, ref int position, int length)
    {
        position += length;
        return new PdfToken(kind, position - length, block.Slice(position - length, length));
    }

    private static bool TryReadRegular(
        ReadOnlySpan<byte> block, ref int position, bool final, int textStart, PdfTokenKind kind, out PdfToken token)
    {
        token = default;
        var length = block[textStart..].IndexOfAny(TokenEnds);
        if (length < 0)
        {
            length = block.Length - textStart;
            if (!final && length < TokenBytesMax)
            {
                return false;
            }
        }

        var text = block.Slice(textStart, length);
        if (kind == PdfTokenKind.Keyword && TryParseNumber(text, out var number, out var isInteger))
        {
            token = new PdfToken(isInteger ? PdfTokenKind.Integer : PdfTokenKind.Real, position, text, number);
        }
        else
        {
            token = new PdfToken(kind, position, text);
        }

        position = textStart + length;
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<byte> text, out double number, out bool isInteger)
    {
        number = 0;
        isInteger = true;
        var sign = text is [(byte)'-', ..] ? -1 : 1;
        double scale = 1;
        var digits = 0;
        for (var i = text is [(byte)'-' or (byte)'+', ..] ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'.' && isInteger)
            {
                isInteger = false;
            }
            else if (Ascii.IsDigit(text[i]) && digits < 18)
            {
                number = (number * 10) + text[i] - '0';
                scale = isInteger ? 1 : scale * 10;
                digits++;
            }
            else
            {
                return false;
            }
        }

        number = sign * number / scale;
        return digits > 0;
    }

    private bool TryReadLiteral(ReadOnlySpan<byte> block, ref int position, bool final, out PdfToken token)
    {
        var start = position;
        parentheses = 0;
        var at = start;
        if (SkipLiteral(block, ref at))
        {
            position = at;
            token = new PdfToken(PdfTokenKind.LiteralString, start, block[start..at]);
            return true;
        }

        return Overlong(block, ref position, final, Inside.LiteralString, at, out token);
    }

    private bool TryReadHex(ReadOnlySpan<byte> block, ref int position, bool final, out PdfToken token)
    {
        var start = position;
        var length = block[start..].IndexOf((byte)'>');
        if (length >= 0)
        {
            position = start + length + 1;
            token = new PdfToken(PdfTokenKind.HexString, start, block[start..position]);
            return true;
        }

        return Overlong(block, ref position, final, Inside.HexString, block.Length, out token);
    }

    /// <summary>The string does not end in this block: asks for it again, or enters it when it is too long to keep.</summary>
    private bool Overlong(ReadOnlySpan<byte> block, ref int position, bool final, Inside kind, int reached, out PdfToken token)
    {
        token = default;
        if (!final && block.Length - position < TokenBytesMax)
        {
            return false;
        }

        token = new PdfToken(PdfTokenKind.Skipped, position, default);
        inside = kind;
        position = reached;
        return true;
    }

    private bool TrySkipComment(ReadOnlySpan<byte> block, ref int position, bool final)
    {
        var end = CommentLength(block[position..]);
        if (end >= 0)
        {
            NoteComment(block.Slice(position, end));
            position += end;
            return true;
        }

        if (final || block.Length - position >= TokenBytesMax)
        {
            NoteComment(block[position..]);
            inside = Inside.Comment;
            position = block.Length;
        }

        return false;
    }

    /// <summary>A comment ends with its line, or where a universal exit follows the last <c>%%EOF</c> directly.</summary>
    private static int CommentLength(ReadOnlySpan<byte> comment) => comment.IndexOfAny((byte)'\n', (byte)'\r', Ascii.Escape);

    private void NoteComment(ReadOnlySpan<byte> comment)
    {
        EndMarks += comment.StartsWith("%%EOF"u8) ? 1 : 0;
        Headers += comment.StartsWith("%PDF-"u8) ? 1 : 0;
    }

    private bool TryLeave(ReadOnlySpan<byte> block, ref int position)
    {
        var rest = block[position..];
        var found = inside switch
        {
            Inside.LiteralString => SkipLiteral(block, ref position),
            Inside.HexString => Past(rest.IndexOf((byte)'>'), rest.Length, ref position),
            _ => Past(CommentLength(rest), rest.Length, ref position),
        };
        if (found)
        {
            inside = Inside.Nothing;
        }

        return found;
    }

    private static bool Past(int index, int length, ref int position)
    {
        position += index < 0 ? length : index;
        return index >= 0;
    }

    /// <summary>Moves behind the string's closing parenthesis. False: the block ends inside the string, and <paramref name="at"/> is where to go on.</summary>
    private bool SkipLiteral(ReadOnlySpan<byte> block, ref int at)
    {
        while (true)
        {
            var next = at < block.Length ? block[at..].IndexOfAny((byte)'(', (byte)')', (byte)'\\') : -1;
            if (next < 0)
            {
                at = block.Length;
                return false;
            }

            at += next;
            if (block[at] == (byte)'\\')
            {
                if (at + 1 >= block.Length)
                {
                    return false;
                }

                at += 2;
                continue;
            }

            parentheses += block[at++] == (byte)'(' ? 1 : -1;
            if (parentheses <= 0)
            {
                return true;
            }
        }
    }
}
