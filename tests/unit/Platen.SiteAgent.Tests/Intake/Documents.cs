using System.Globalization;
using System.Text;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Documents to print.</summary>
internal static class Documents
{
    /// <summary>PostScript with one mark on each page; its comments claim what the test wants.</summary>
    public static byte[] PostScript(int pages, string? comments = null, string? body = null)
    {
        var text = new StringBuilder("%!PS-Adobe-3.0\n").Append(comments ?? string.Create(CultureInfo.InvariantCulture, $"%%Pages: {pages}\n")).Append("%%EndComments\n");
        for (var page = 1; page <= pages; page++)
        {
            text.Append(CultureInfo.InvariantCulture, $"%%Page: {page} {page}\n100 100 50 50 rectfill showpage\n");
        }

        return Encoding.ASCII.GetBytes(text.Append(body).Append("%%EOF\n").ToString());
    }

    /// <summary>A PDF that Ghostscript writes.</summary>
    public static async Task<byte[]> PdfAsync(IntakeHost host, int pages)
    {
        var (source, target) = (await host.FileAsync(PostScript(pages), "source.ps"), Path.Combine(host.Folder, "source.pdf"));
        await PrintClient.RunAsync("gs", "ghostscript", host.Folder, ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", $"-sOutputFile={target}", source]);
        return await File.ReadAllBytesAsync(target);
    }
}
