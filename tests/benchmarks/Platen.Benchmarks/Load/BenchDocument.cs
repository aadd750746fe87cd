using System.Globalization;
using System.Text;

namespace Platen.Benchmarks.Load;

/// <summary>The documents that the benchmarks print: PostScript as drivers write it, one page, of any length.</summary>
internal static class BenchDocument
{
    private static ReadOnlySpan<byte> Trailer => "showpage\n%%Trailer\n%%EOF\n"u8;

    public static byte[] PostScript(int bytes)
    {
        var document = new byte[bytes];
        document.AsSpan().Fill((byte)'\n');
        var text = "%!PS-Adobe-3.0\n%%Pages: 1\n%%EndComments\n%%Page: 1 1\n/Helvetica findfont 10 scalefont setfont\n";
        var room = bytes - Trailer.Length;
        for (int at = 0, line = 0; at + text.Length <= room; line++)
        {
            Encoding.ASCII.GetBytes(text, document.AsSpan(at));
            at += text.Length;
            text = string.Create(CultureInfo.InvariantCulture, $"{72 + (line % 400)} {line * 37 % 700} moveto (line {line} of a document of the benchmark) show\n");
        }

        Trailer.CopyTo(document.AsSpan(room));
        return document;
    }
}
