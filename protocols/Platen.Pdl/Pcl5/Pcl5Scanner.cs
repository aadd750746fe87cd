using System.Buffers;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pcl5;

/// <summary>
/// Counts the pages of PCL 5 by what ejects them (HP PCL 5 Technical Reference Manual): form feeds, resets, and page set-up commands once a page is marked. Escape
/// sequences are tokenized, and their binary data (rasters, fonts, patterns) passed over. Text that may overflow a page by itself makes the pages unknown;
/// plain text is the same without the sequences.
/// </summary>
internal sealed class Pcl5Scanner(PdlFormat format = PdlFormat.Pcl5) : IDocumentScanner
{
    // prefix, group, sign, digits, point, decimals of one parameter
    private const int SequenceBytesMax = 64;
    private static readonly SearchValues<byte> Controls = SearchValues.Create("\n\f\v\u001b"u8);
    private readonly Pcl5Pages pages = new(wraps: format == PdlFormat.Text);
    private byte prefix;
    private byte group;

    public bool Ended { get; private set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        long at = 0;
        while (at < block.Length && !Ended)
        {
            var position = (int)at;
            if (prefix != 0 || block[position] == Ascii.Escape)
            {
                if (block.Length - position < SequenceBytesMax && !final)
                {
                    return at;
                }

                at += ReadSequence(block[position..]);
                continue;
            }

            at += ReadText(block[position..]);
        }

        return at;
    }

    public DocumentFacts Finish(bool truncated)
    {
        pages.EndJob();
        return new DocumentFacts
        {
            Format = format,
            Pages = truncated ? PageCount.Unknown("the PCL data is cut off within binary data") : pages.Count,
            Colour = pages.Colours.Mode,
            ColourPages = pages.MayOverflow || truncated ? default : pages.Colours.Pages,
            Sides = pages.Sides == Sides.Unknown ? default : Finding<Sides>.Declared(pages.Sides),
            Copies = pages.Copies is { } copies ? Finding<int>.Declared(copies) : default,
            Media = pages.Media is { } media ? Finding<MediaSize>.Declared(media) : default,
            Warning = truncated ? "the PCL data is cut off within binary data" : null,
        };
    }

    public void Dispose()
    {
    }

    private int ReadText(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOfAny(Controls);
        if (length != 0)
        {
            var text = length < 0 ? rest : rest[..length];
            pages.Text(text);
            return text.Length;
        }

        pages.Control(rest[0]);
        return 1;
    }

    /// <summary>Reads one two-character sequence, or one parameter of a combined one; returns its length with its binary data.</summary>
    private long ReadSequence(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        if (prefix == 0)
        {
            if (rest.StartsWith(Ascii.Uel))
            {
                Ended = true;
                return 0;
            }

            if (rest.Length < 2 || rest[1] is < 0x21 or > 0x7E)
            {
                return 1;
            }

            if (rest[1] is >= 0x30 and <= 0x7E)
            {
                pages.TwoCharacter(rest[1]);
                return 2;
            }

            prefix = rest[1];
            at = 2;
            group = rest.Length > 2 && rest[2] is >= 0x60 and <= 0x7E ? rest[2] : (byte)0;
            at += group == 0 ? 0 : 1;
        }

        return ReadParameter(rest, at);
    }

    private long ReadParameter(ReadOnlySpan<byte> rest, int at)
    {
        var start = at;
        while (at < rest.Length && (Ascii.IsDigit(rest[at]) || rest[at] is (byte)'+' or (byte)'-' or (byte)'.' or (byte)' '))
        {
            at++;
        }

        if (at - start >= SequenceBytesMax - 8 || at >= rest.Length || rest[at] is < 0x40 or > 0x7E)
        {
            // no sequence of the language: devices drop it
            prefix = 0;
            return Math.Max(1, at);
        }

        var value = Value(rest[start..at]);
        var letter = (byte)(rest[at] & ~0x20);
        var data = pages.Parameter(prefix, group, letter, value);
        if (rest[at] < 0x60)
        {
            prefix = 0;
        }

        return at + 1 + data;
    }

    private static double Value(ReadOnlySpan<byte> text) =>
        System.Buffers.Text.Utf8Parser.TryParse(text.Trim((byte)' ').TrimStart((byte)'+'), out double value, out _) && Math.Abs(value) < 1e9 ? value : 0;
}
