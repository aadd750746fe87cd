using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Platen.Pdl.Tests.Corpus;

/// <summary>Appends incremental updates to a PDF (ISO 32000-1, 7.5.6), as editors do that save quickly.</summary>
internal static partial class PdfUpdate
{
    /// <summary>Appends new definitions of objects, by number, with a cross-reference table and a trailer that points to the one before.</summary>
    public static byte[] Append(byte[] document, int root, int size, params (int Number, string Body)[] objects)
    {
        var text = new StringBuilder(Encoding.Latin1.GetString(document));
        var previous = StartXref().Matches(text.ToString())[^1].Groups[1].Value;
        var table = new StringBuilder("xref\n");
        foreach (var (number, body) in objects)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{text.Length:D10} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        var at = text.Length;
        text.Append(table).Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {size}/Root {root} 0 R/Prev {previous}>>\nstartxref\n{at}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>A small document written by hand: catalog 1, page tree 2, pages from 3 on.</summary>
    public static byte[] Simple(int pages, string catalog = "", string tree = "", string beforeBody = "")
    {
        var text = new StringBuilder("%PDF-1.4\n" + beforeBody);
        var offsets = new List<int>();
        void Add(string body)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        Add($"<</Type/Catalog/Pages 2 0 R{catalog}>>");
        Add($"<</Type/Pages/Count {pages}/Kids[{string.Concat(Enumerable.Range(3, pages).Select(n => $"{n} 0 R "))}]/MediaBox[0 0 595 842]{tree}>>");
        for (var page = 0; page < pages; page++)
        {
            Add("<</Type/Page/Parent 2 0 R>>");
        }

        var at = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(o => text.Append(CultureInfo.InvariantCulture, $"{o:D10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    [GeneratedRegex(@"startxref\s+(\d+)", RegexOptions.None, 1000)]
    private static partial Regex StartXref();
}
