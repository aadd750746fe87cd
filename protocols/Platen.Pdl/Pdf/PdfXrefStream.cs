using System.Buffers.Binary;
using System.IO.Compression;

namespace Platen.Pdl.Pdf;

/// <summary>Decodes a cross-reference stream (ISO 32000-1, 7.5.8), with or without a PNG predictor (7.4.4.4), row by row.</summary>
internal sealed class PdfXrefStream(PdfObject dictionary, PdfXref xref)
{
    private const int RowBytesMax = 64;
    private readonly byte[] row = new byte[RowBytesMax];
    private readonly byte[] above = new byte[RowBytesMax];
    private int sections;
    private long number;
    private long leftInSection;

    /// <summary>Reads the stream at the window's position; false when it is not what its dictionary says.</summary>
    public bool TryRead(PdfWindow window)
    {
        var widths = dictionary.Widths;
        if (widths.Length != 3 || dictionary.HasOtherFilter || dictionary.Length is not >= 0 || dictionary.Predictor is not (0 or 1 or (>= 10 and <= 15)))
        {
            return false;
        }

        var entryBytes = widths[0] + widths[1] + widths[2];
        if (entryBytes is <= 0 or >= RowBytesMax || dictionary.Predictor >= 10 && dictionary.Columns != entryBytes)
        {
            return false;
        }

        using var body = new PdfWindowStream(window, dictionary.Length.Value);
        using Stream plain = dictionary.IsFlate ? new ZLibStream(body, CompressionMode.Decompress) : body;
        try
        {
            ReadRows(plain, entryBytes);
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private void ReadRows(Stream plain, int entryBytes)
    {
        var tagBytes = dictionary.Predictor >= 10 ? 1 : 0;
        var span = row.AsSpan(0, entryBytes + tagBytes);
        above.AsSpan().Clear();
        while (NextNumber() && plain.ReadAtLeast(span, span.Length, throwOnEndOfStream: false) == span.Length && !xref.Overflowed)
        {
            if (tagBytes > 0)
            {
                PngPredictor.Undo(span, above.AsSpan(0, entryBytes));
            }

            AddEntry(span[tagBytes..]);
            number++;
            leftInSection--;
        }
    }

    /// <summary>Moves to the next subsection of <c>/Index</c> when one is used up; without <c>/Index</c> there is one, from 0.</summary>
    private bool NextNumber()
    {
        var index = dictionary.Index;
        if (index.Count == 0 && sections == 0)
        {
            sections = 1;
            leftInSection = dictionary.Size;
        }

        while (leftInSection <= 0 && (sections * 2) + 1 < index.Count)
        {
            number = index[sections * 2];
            leftInSection = index[(sections * 2) + 1];
            sections++;
        }

        return leftInSection > 0;
    }

    private void AddEntry(ReadOnlySpan<byte> entry)
    {
        var widths = dictionary.Widths;
        var kind = widths[0] == 0 ? 1 : Field(entry[..widths[0]]);
        var second = Field(entry.Slice(widths[0], widths[1]));
        xref.Add(number, kind switch
        {
            1 => new PdfXrefEntry(second, 0),
            2 when second is > 0 and <= PdfReference.NumberMax => new PdfXrefEntry(0, (int)second),
            _ => default,
        });
    }

    private static long Field(ReadOnlySpan<byte> bytes)
    {
        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        bytes = bytes.Length > 8 ? bytes[^8..] : bytes;
        bytes.CopyTo(wide[(8 - bytes.Length)..]);
        return BinaryPrimitives.ReadInt64BigEndian(wide);
    }
}
