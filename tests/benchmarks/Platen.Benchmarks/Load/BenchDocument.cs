using System.Globalization;
using System.Text;

namespace Platen.Benchmarks.Load;

/// <summary>The documents that the benchmarks print: PostScript as drivers write it, one page, of any length.</summary>
internal static class BenchDocument
{
    public static byte[] PostScript(int bytes)
    {
        var document = new byte[bytes];
        var text = "%!PS-Adobe-3.0\n%%Pages: 1\n%%EndComments\n%%Page: 1 1\n";
        for (int at = 0, line = 0; at < bytes; line++)
        {
            var part = Encoding.ASCII.GetBytes(text);
            part.AsSpan(0, Math.Min(part.Length, bytes - at)).CopyTo(document.AsSpan(at));
            at += part.Length;
            text = string.Create(CultureInfo.InvariantCulture, $"{72 + (line % 400)} {line * 37 % 700} moveto (line {line} of a document of the benchmark) show\n");
        }

        return document;
    }
}
