using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platen.E2E.Tests.Running;

/// <summary>A document of its own, so that what comes out can be told from everything else.</summary>
public sealed class SentDocument
{
    private SentDocument(string file, string title, byte[] content, int pages)
    {
        (File, Title, Pages) = (file, title, pages);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
    }

    public string File { get; }

    public string Title { get; }

    public int Pages { get; }

    /// <summary>Some clients name a document by its path.</summary>
    public bool IsTitle(string title) => title.EndsWith(Title, StringComparison.Ordinal);

    public string Sha256 { get; }

    /// <summary>PostScript with its pages declared and countable.</summary>
    public static SentDocument PostScript(string folder, int pages = 1, int paddingBytes = 0, string? title = null)
    {
        title ??= "doc-" + RandomNumberGenerator.GetHexString(12, lowercase: true);
        var text = new StringBuilder("%!PS-Adobe-3.0\n").Append(CultureInfo.InvariantCulture, $"%%Title: {title}\n%%Pages: {pages}\n%%EndComments\n");
        for (var page = 1; page <= pages; page++)
        {
            text.Append(CultureInfo.InvariantCulture, $"%%Page: {page} {page}\n/Helvetica findfont 20 scalefont setfont 72 700 moveto ({title} {page}) show showpage\n");
        }

        for (var written = 0; written < paddingBytes; written += 66)
        {
            text.Append("% ").Append(RandomNumberGenerator.GetHexString(63)).Append('\n');
        }

        return Make(folder, title, Encoding.ASCII.GetBytes(text.Append("%%EOF\n").ToString()), pages);
    }

    /// <summary>A PDF that Ghostscript makes.</summary>
    public static async Task<SentDocument> PdfAsync(string folder, int pages)
    {
        var source = PostScript(folder, pages);
        var file = source.File + ".pdf";
        (await Programs.RunAsync("gs", ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sPAPERSIZE=a4", "-sDEVICE=pdfwrite", "-sOutputFile=" + file, source.File])).MustSucceed();
        return new SentDocument(file, source.Title, await global::System.IO.File.ReadAllBytesAsync(file), pages);
    }

    /// <summary>Octets of no known format.</summary>
    public static SentDocument Unknown(string folder, int bytes) =>
        Make(folder, "doc-" + RandomNumberGenerator.GetHexString(12, lowercase: true), RandomNumberGenerator.GetBytes(bytes), pages: 0);

    private static SentDocument Make(string folder, string title, byte[] content, int pages)
    {
        var file = Path.Combine(folder, title);
        global::System.IO.File.WriteAllBytes(file, content);
        return new SentDocument(file, title, content, pages);
    }
}
