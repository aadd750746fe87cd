using System.Buffers;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pdf;

/// <summary>
/// Reads a content stream (ISO 32000-1, 7.8.2) for the operators that set colours and for the names of what it draws. It is no interpreter: a colour that is set counts, whether or not something
/// visible is painted with it.
/// </summary>
internal sealed class PdfContentScanner
{
    private const int TokenBytesMax = 1024;
    private const int NamesMax = 4096;
    private static readonly SearchValues<byte> TokenEnds = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);
    private readonly double[] operands = new double[4];
    private readonly List<int> names = [];
    private int operandCount;
    private bool hasName;
    private int lastName;
    private bool lastNameIsGrey;
    private bool fillIsOther;
    private bool strokeIsOther;
    private int parentheses;
    private Inside inside;

    private enum Inside
    {
        Nothing = 0,
        Literal,
        Hex,
        Comment,
        InlineHeader,
        InlineData,
    }

    /// <summary>A colour that is not grey was set.</summary>
    public bool HasColour { get; private set; }

    /// <summary>Something was used that may be colour: a pattern, a shading, a named colour space, a picture within the stream.</summary>
    public bool MayHaveColour { get; private set; }

    /// <summary>Hashes of the names of the external objects that are drawn.</summary>
    public IReadOnlyList<int> Names => names;

    public void Begin()
    {
        HasColour = MayHaveColour = false;
        names.Clear();
        inside = Inside.Nothing;
        parentheses = operandCount = 0;
        hasName = fillIsOther = strokeIsOther = false;
    }

    /// <summary>Reads on; returns how many bytes are done with. The rest is to be shown again with what follows, unless <paramref name="final"/> is set.</summary>
    public int Scan(ReadOnlySpan<byte> block, bool final)
    {
        var at = 0;
        while (at < block.Length && !HasColour)
        {
            var next = inside is Inside.Nothing or Inside.InlineHeader ? ReadToken(block, at, final) : Leave(block, at, final);
            if (next < 0)
            {
                return block.Length - at < TokenBytesMax && !final ? at : block.Length;
            }

            at = next;
        }

        return at;
    }

    /// <summary>Reads the token at <paramref name="at"/>; returns where the next one may begin, or -1 when its end is not there.</summary>
    private int ReadToken(ReadOnlySpan<byte> block, int at, bool final)
    {
        var first = block[at];
        switch (first)
        {
            case 0 or 9 or 10 or 12 or 13 or 32 or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)')':
                return at + 1;
            case (byte)'(':
                (inside, parentheses) = (Inside.Literal, 1);
                return at + 1;
            case (byte)'%':
                inside = Inside.Comment;
                return at + 1;
            case (byte)'<':
                if (at + 1 >= block.Length)
                {
                    return -1;
                }

                inside = block[at + 1] == (byte)'<' ? inside : Inside.Hex;
                return at + 2;
            default:
                break;
        }

        var start = first == (byte)'/' ? at + 1 : at;
        var length = block[start..].IndexOfAny(TokenEnds);
        if (length < 0 && !final)
        {
            return -1;
        }

        var token = length < 0 ? block[start..] : block.Slice(start, length);
        AcceptToken(token, isName: first == (byte)'/');
        return start + token.Length;
    }

    private void AcceptToken(ReadOnlySpan<byte> token, bool isName)
    {
        if (isName)
        {
            AcceptName(token);
        }
        else if (!token.IsEmpty && (Ascii.IsDigit(token[0]) || token[0] is (byte)'-' or (byte)'.' or (byte)'+'))
        {
            if (operandCount < operands.Length)
            {
                operands[operandCount] = Number(token);
            }

            operandCount++;
        }
        else
        {
            AcceptOperator(token);
            operandCount = 0;
            hasName = false;
        }
    }

    private void AcceptName(ReadOnlySpan<byte> name)
    {
        var isGrey = name.SequenceEqual("DeviceGray"u8) || name.SequenceEqual("G"u8) || name.SequenceEqual("CalGray"u8);
        if (inside == Inside.InlineHeader && lastName == PdfNameHash.InlineColourSpace)
        {
            MayHaveColour |= !isGrey;
        }

        lastName = PdfNameHash.Of(name);
        if (inside == Inside.InlineHeader && lastName == PdfNameHash.ColourSpace)
        {
            lastName = PdfNameHash.InlineColourSpace;
        }

        lastNameIsGrey = isGrey;
        hasName = true;
    }

    private void AcceptOperator(ReadOnlySpan<byte> token)
    {
        switch (token)
        {
            case [(byte)'k' or (byte)'K']:
                HasColour |= operandCount == 4 && (operands[0] != 0 || operands[1] != 0 || operands[2] != 0);
                break;
            case [(byte)'r', (byte)'g'] or [(byte)'R', (byte)'G']:
                HasColour |= operandCount == 3 && !IsGrey;
                break;
            case [(byte)'c', (byte)'s']:
                fillIsOther = !lastNameIsGrey;
                break;
            case [(byte)'C', (byte)'S']:
                strokeIsOther = !lastNameIsGrey;
                break;
            case [(byte)'s', (byte)'c'] or [(byte)'s', (byte)'c', (byte)'n']:
                AcceptColour(fillIsOther);
                break;
            case [(byte)'S', (byte)'C'] or [(byte)'S', (byte)'C', (byte)'N']:
                AcceptColour(strokeIsOther);
                break;
            case [(byte)'s', (byte)'h']:
                MayHaveColour = true;
                break;
            case [(byte)'D', (byte)'o'] when hasName:
                AcceptDraw();
                break;
            case [(byte)'B', (byte)'I']:
                inside = Inside.InlineHeader;
                lastName = 0;
                break;
            case [(byte)'I', (byte)'D'] when inside == Inside.InlineHeader:
                inside = Inside.InlineData;
                break;
            default:
                break;
        }
    }

    /// <summary>A colour in a space that is set by name: three components are compared as those of RGB, four as those of CMYK; of others nothing is known.</summary>
    private void AcceptColour(bool isOther)
    {
        HasColour |= !hasName && operandCount == 3 && !IsGrey;
        HasColour |= !hasName && operandCount == 4 && (operands[0] != 0 || operands[1] != 0 || operands[2] != 0);
        MayHaveColour |= hasName || operandCount > 4 || (operandCount == 1 && isOther);
    }

    private bool IsGrey => operands[0] == operands[1] && operands[0] == operands[2];

    private void AcceptDraw()
    {
        if (names.Count < NamesMax)
        {
            names.Add(lastName);
        }
        else
        {
            MayHaveColour = true;
        }
    }

    private int Leave(ReadOnlySpan<byte> block, int at, bool final)
    {
        if (inside == Inside.InlineData)
        {
            return LeaveInline(block, at, final);
        }

        if (inside == Inside.Literal)
        {
            return LeaveLiteral(block, at);
        }

        var end = inside == Inside.Hex ? block[at..].IndexOf((byte)'>') : block[at..].IndexOfAny((byte)'\n', (byte)'\r');
        inside = end < 0 ? inside : Inside.Nothing;
        return end < 0 ? block.Length : at + end + 1;
    }

    private int LeaveLiteral(ReadOnlySpan<byte> block, int at)
    {
        var next = block[at..].IndexOfAny((byte)'(', (byte)')', (byte)'\\');
        if (next < 0)
        {
            return block.Length;
        }

        at += next;
        if (block[at] == (byte)'\\')
        {
            return at + 1 < block.Length ? at + 2 : -1;
        }

        parentheses += block[at] == (byte)'(' ? 1 : -1;
        inside = parentheses == 0 ? Inside.Nothing : inside;
        return at + 1;
    }

    /// <summary>The data of a picture within the stream ends at <c>EI</c> between white space.</summary>
    private int LeaveInline(ReadOnlySpan<byte> block, int at, bool final)
    {
        while (true)
        {
            var end = block[at..].IndexOf("EI"u8);
            if (end < 0)
            {
                // what may be its beginning is kept
                return Math.Max(at, block.Length - 2) is var keep && keep > at ? keep : final ? block.Length : -1;
            }

            at += end;
            if (at + 2 >= block.Length && !final)
            {
                return -1;
            }

            if (at > 0 && Ascii.IsSpace(block[at - 1]) && (at + 2 >= block.Length || Ascii.IsSpace(block[at + 2])))
            {
                inside = Inside.Nothing;
                return at + 2;
            }

            at += 2;
        }
    }

    private static double Number(ReadOnlySpan<byte> token)
    {
        double value = 0, scale = 0;
        foreach (var b in token)
        {
            if (b == (byte)'.')
            {
                scale = 1;
            }
            else if (Ascii.IsDigit(b))
            {
                value = (value * 10) + b - '0';
                scale *= 10;
            }
        }

        return scale > 1 ? value / scale : value;
    }
}
