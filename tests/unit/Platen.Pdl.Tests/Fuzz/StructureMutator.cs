using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Platen.Pdl.Tests.Fuzz;

/// <summary>Damages documents where it hurts: numbers, names, lengths and offsets of the format, not just any byte.</summary>
internal static class StructureMutator
{
    private const int EditsMax = 8;

    private static readonly string[] PdfWords =
    [
        "endobj", "endstream", "stream\r\n", "/Length 99999999999", "/Kids[1 0 R 1 0 R]", "/Kids 3 0 R", "/Type/Pages", "/Type/Page", "/Type/ObjStm/Filter/FlateDecode", "/Count -1", "/Count 1000000000",
        "/N 16000", "/First 99", "<<", ">>", "[", "]", "(", "<", "%%EOF\n", "trailer", "1 0 obj", "startxref\n0\n", "xref\n0 9999999\n", "/Prev 0", "/Root 1 0 R", "/XRefStm 9",
        "/Encrypt 1 0 R", "/W[9 9 9]", "/Index[0 2000000000]", "/DecodeParms<</Predictor 15/Columns 60000>>", "\u001b%-12345X", "/#4bids[2 0 R]",
    ];

    private static readonly string[] PostScriptWords =
    [
        "\n%%Page: 1 1\n", "\n%%BeginData: 999999 Binary Bytes\n", "\n%%BeginData: 2147483647 Hex Lines\n", "\n%%EndData\n", "\n%%EndDocument\n", "\n%%BeginDocument: x\n", "showpage", "copypage", "{", "}", "(", ")", "\\",
        "/showpage {} def ", "/showpage load", "/e{showpage}def e", "\n%%Trailer\n", "\n%%EOF\n", "\n%%Pages: 2147483648\n", "%", "<</Duplex true/PageSize[1e308 -1]>>setpagedevice ", "/#copies 99999999999 def",
        "\u001b%-12345X", "\n%%BeginFeature: *Duplex\n", "\r", "\u0004%!PS-Adobe-3.0\n",
    ];

    private static readonly string[] PclWords =
    [
        "\u001bE", "\u001b&l999999999X", "\u001b*b99999999W", "\u001b&p-5X", "\u001b%0B", "\u001b%-12345X", "\u001b&f0X", "\u001b&f3X", "\f", "\n", "\u001b&l1e9D", "\u001b*r-4U", "\u001b*v18W", "\u001b)s2147483648W",
        "\u001b&a0G", "\u001b&s0C", "\u001b", "\u001b&l", "\u001b&l0o1o2o",
    ];

    private static readonly string[] PjlWords =
    [
        "\u001b%-12345X@PJL\r\n", "@PJL SET COPIES=9\r\n", "@PJL ENTER LANGUAGE=PCLXL\r\n", "@PJL ENTER LANGUAGE=\r\n", "@PJL FSDOWNLOAD FORMAT:BINARY SIZE=99999999999999999999\r\n", "@PJL FSDOWNLOAD SIZE=9223372036854775807 NAME=x\r\n",
        "@PJL JOB NAME=\"", "@PJL SET JOBATTR=\"JobAcct1=", "@PJL" + "XXXXXXXXXXXXXXXX", "\u001b%-12345X",
    ];

    /// <summary>One of endlessly many damaged variants of a document; the same for the same seed.</summary>
    public static byte[] Mutate(byte[] document, PdlFormat format, int seed)
    {
        var mutation = new Mutation(document, new Random(seed));
        for (var edits = mutation.Random.Next(1, EditsMax); edits > 0; edits--)
        {
            switch (mutation.Random.Next(6))
            {
                case 0:
                    mutation.Scramble();
                    break;
                case 1:
                    Word(mutation, mutation.Random.Next(6) == 0 ? PjlWords : WordsOf(format));
                    break;
                default:
                    Structure(mutation, format);
                    break;
            }
        }

        return mutation.ToArray();
    }

    private static string[] WordsOf(PdlFormat format) => format switch
    {
        PdlFormat.Pdf => PdfWords,
        PdlFormat.PostScript => PostScriptWords,
        PdlFormat.Pcl5 or PdlFormat.Text => PclWords,
        _ => PjlWords,
    };

    private static void Structure(Mutation mutation, PdlFormat format)
    {
        switch (format)
        {
            case PdlFormat.Pdf when mutation.Random.Next(5) == 0:
                ObjectStream(mutation);
                break;
            case PdlFormat.Pdf when mutation.Random.Next(4) == 0:
                Reference(mutation);
                break;
            case PdlFormat.Pdf or PdlFormat.PostScript or PdlFormat.Pcl5 or PdlFormat.Text:
                Number(mutation);
                break;
            case PdlFormat.PclXl:
                Tag(mutation);
                break;
            case PdlFormat.PwgRaster or PdlFormat.CupsRaster:
                Field(mutation, [272, 340, 352, 368, 372, 376, 380, 384, 388, 392, 396, 400, 420, 452], 4, 1796);
                break;
            case PdlFormat.Urf:
                Field(mutation, [0, 1, 2, 12, 16, 20], 12, 32);
                break;
            default:
                Segment(mutation);
                break;
        }
    }

    private static void Word(Mutation mutation, string[] words) => mutation.Insert(mutation.AnyPlace(), Encoding.Latin1.GetBytes(words[mutation.Random.Next(words.Length)]));

    /// <summary>Puts a boundary value in the place of a decimal number.</summary>
    private static void Number(Mutation mutation)
    {
        var at = mutation.AnyPlace();
        while (at < mutation.Length && !char.IsAsciiDigit((char)mutation[at]))
        {
            at++;
        }

        var length = 0;
        while (at + length < mutation.Length && char.IsAsciiDigit((char)mutation[at + length]))
        {
            length++;
        }

        if (length > 0)
        {
            mutation.Replace(at, length, Encoding.ASCII.GetBytes(mutation.AnyBoundary().ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Lets a reference lead somewhere else: to its own node, to nowhere, into a loop.</summary>
    private static void Reference(Mutation mutation)
    {
        var at = mutation.Find(" 0 R"u8);
        var start = at;
        while (start > 0 && char.IsAsciiDigit((char)mutation[start - 1]))
        {
            start--;
        }

        if (at > 0 && start < at)
        {
            mutation.Replace(start, at - start, Encoding.ASCII.GetBytes(mutation.Random.Next(0, 30).ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Unpacks a stream, damages what is inside, and packs it again with a length that is right.</summary>
    private static void ObjectStream(Mutation mutation)
    {
        var at = mutation.Find("stream\n"u8);
        var end = at < 0 ? -1 : mutation.Span[at..].IndexOf("endstream"u8);
        if (end <= 8)
        {
            return;
        }

        using var plain = new MemoryStream();
        try
        {
            using var packed = new ZLibStream(new MemoryStream(mutation.Span.Slice(at + 7, end - 7).ToArray()), CompressionMode.Decompress);
            packed.CopyTo(plain);
        }
        catch (InvalidDataException)
        {
            return;
        }

        var inner = new Mutation(plain.ToArray(), mutation.Random);
        Number(inner);
        Word(inner, PdfWords);
        using var again = new MemoryStream();
        using (var deflate = new ZLibStream(again, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(inner.Span);
        }

        mutation.Replace(at + 7, end - 7, again.ToArray());
        var length = mutation.Span[..at].LastIndexOf("/Length "u8);
        var digits = length < 0 ? 0 : mutation.Span[(length + 8)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits > 0)
        {
            mutation.Replace(length + 8, digits, Encoding.ASCII.GetBytes(again.Length.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Changes a tag, or the length or value behind it.</summary>
    private static void Tag(Mutation mutation)
    {
        byte[] tags = [0x41, 0x42, 0x43, 0x44, 0xB0, 0xC0, 0xC1, 0xC2, 0xC5, 0xC8, 0xCD, 0xD3, 0xE5, 0xF8, 0xF9, 0xFA, 0xFB, 0x1B, 0x28];
        var at = mutation.AnyPlace();
        if (mutation.Random.Next(2) == 0 && mutation.Length > 0)
        {
            mutation[at] = tags[mutation.Random.Next(tags.Length)];
        }
        else
        {
            mutation.Overwrite(at, mutation.AnyBoundary(), mutation.Random.Next(1, 5), isBigEndian: false);
        }
    }

    /// <summary>Puts a boundary value into a field of one of the first headers.</summary>
    private static void Field(Mutation mutation, int[] fields, int first, int headerBytes)
    {
        var field = fields[mutation.Random.Next(fields.Length)];
        var at = mutation.Random.Next(3) == 0 ? mutation.AnyPlace() : first + field;
        var size = headerBytes == 32 && field < 3 ? 1 : 4;
        mutation.Overwrite(at, mutation.AnyBoundary(), size, isBigEndian: mutation.Random.Next(4) > 0);
    }

    /// <summary>Changes a length or an offset of a few bytes, more often near the start, where headers and directories are.</summary>
    private static void Segment(Mutation mutation)
    {
        var at = mutation.Random.Next(2) == 0 ? mutation.AnyPlace() : mutation.Random.Next(Math.Clamp(mutation.Length, 1, 64));
        mutation.Overwrite(at, mutation.Random.Next(3) == 0 ? mutation.AnyPlace() : mutation.AnyBoundary(), mutation.Random.Next(1, 5), isBigEndian: mutation.Random.Next(2) == 0);
    }
}
