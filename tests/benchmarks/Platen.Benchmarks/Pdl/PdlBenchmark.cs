using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Platen.Pdl;

namespace Platen.Benchmarks.Pdl;

/// <summary>
/// P6: pages of a 1,000-page PostScript against <c>gs -sDEVICE=nullpage</c>, of the same as PDF against <c>qpdf --show-npages</c>, and the inspectors' throughput on
/// bulk bytes. Both sides run in turn, medians, one JSON line each; counts are checked. Our side is measured inside a running process, as it is used, from the file's bytes in memory; a peer's time
/// includes its start, as it would for each job.
/// </summary>
internal static class PdlBenchmark
{
    private const int Rounds = 7;
    private const int Pages = 1000;
    private const int SliceBytes = 64 * 1024;
    private const int BulkBytes = 256 * 1024 * 1024;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

    public static Task<int> RunAsync(string[] args)
    {
        _ = args;
        var folder = Directory.CreateTempSubdirectory("platen-bench-pdl-").FullName;
        try
        {
            var postScript = Path.Combine(folder, "thousand.ps");
            File.WriteAllText(postScript, PostScript());
            var pdf = Path.Combine(folder, "thousand.pdf");
            PeerProcess.Run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", $"-sOutputFile={pdf}", postScript);
            var packed = Path.Combine(folder, "packed.pdf");
            PeerProcess.Run("qpdf", pdf, packed, "--object-streams=generate");
            Compare("postscript", postScript, "gs nullpage", "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage", postScript);
            Compare("pdf", pdf, "qpdf --show-npages", "qpdf", "--show-npages", pdf);
            Compare("pdf-object-streams", packed, "qpdf --show-npages", "qpdf", "--show-npages", packed);
            var pclXl = Path.Combine(folder, "thousand.pxl");
            PeerProcess.Run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pxlmono", "-r300", $"-sOutputFile={pclXl}", postScript);
            Bulk("pcl-xl", File.ReadAllBytes(pclXl), Pages);
            Bulk("postscript-hex-image", HexImage(), 1);
            Bulk("postscript-binary-image", BinaryImage(), 1);
            Bulk("pdf-image", PdfImage(), 1);
            return Task.FromResult(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string name, string file, string peer, string program, params string[] arguments)
    {
        var document = File.ReadAllBytes(file);
        var ours = new List<double>();
        var theirs = new List<double>();
        WarmUp(document, Pages);
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Inspect(document, Pages).TotalMilliseconds);
            theirs.Add(PeerProcess.Run(program, arguments).Time.TotalMilliseconds);
        }

        Print(new { measure = "P6", name, pages = Pages, bytes = document.Length, ours_ms = Median(ours), peer, peer_ms = Median(theirs), ratio = Median(theirs) / Median(ours) });
    }

    /// <summary>Lets the runtime compile the hot paths, as they are in a running agent.</summary>
    private static void WarmUp(byte[] document, int pages)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUpTime;)
        {
            Inspect(document, pages);
        }
    }

    private static void Bulk(string name, byte[] document, int pages)
    {
        var times = new List<double>();
        WarmUp(document, pages);
        for (var round = 0; round < Rounds; round++)
        {
            times.Add(Inspect(document, pages).TotalSeconds);
        }

        Print(new { measure = "P6", name, bytes = document.Length, gigabytes_per_second = document.Length / Median(times) / 1e9 });
    }

    private static TimeSpan Inspect(byte[] document, int expected)
    {
        var start = Stopwatch.GetTimestamp();
        using var inspector = new PdlInspector(PdlLimits.Default);
        for (var at = 0; at < document.Length; at += SliceBytes)
        {
            inspector.Append(document.AsSpan(at, Math.Min(SliceBytes, document.Length - at)));
        }

        var pages = inspector.Complete().Pages;
        var time = Stopwatch.GetElapsedTime(start);
        return pages.Value == expected && pages.IsTrusted ? time : throw new InvalidOperationException($"expected {expected} pages, found {pages}");
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return Math.Round(values[values.Count / 2], 4);
    }

    private static void Print<T>(T line) => Console.WriteLine(JsonSerializer.Serialize(line));

    private static string PostScript()
    {
        var text = new StringBuilder($"%!PS-Adobe-3.0\n%%Pages: {Pages}\n%%EndComments\n%%BeginProlog\n/F {{ /Helvetica findfont 10 scalefont setfont }} bind def\n%%EndProlog\n");
        for (var page = 1; page <= Pages; page++)
        {
            text.Append(CultureInfo.InvariantCulture, $"%%Page: {page} {page}\nF\n");
            for (var line = 0; line < 50; line++)
            {
                text.Append(CultureInfo.InvariantCulture, $"72 {760 - (line * 14)} moveto (Page {page}, line {line}: the quick brown fox jumps over the lazy dog, again and again.) show\n");
            }

            text.Append("showpage\n");
        }

        return text.Append("%%Trailer\n%%EOF\n").ToString();
    }

    private static byte[] HexImage() => Image("currentfile 39 string readhexstring pop", static random =>
    {
        var row = new byte[39];
        random.NextBytes(row);
        return Encoding.ASCII.GetBytes(Convert.ToHexString(row) + "\n");
    });

    private static byte[] BinaryImage() => Image("currentfile 4096 string readstring pop", static random =>
    {
        var row = new byte[4096];
        random.NextBytes(row);
        row.AsSpan().Replace((byte)0x1B, (byte)0);
        return row;
    });

    private static byte[] Image(string reader, Func<Random, byte[]> row)
    {
        using var document = new MemoryStream();
        document.Write(Encoding.ASCII.GetBytes($"%!PS-Adobe-3.0\n%%Pages: 1\n%%EndComments\n%%Page: 1 1\n4096 4096 8 matrix {{ {reader} }} image\n"));
        var random = new Random(1);
        while (document.Length < BulkBytes)
        {
            document.Write(row(random));
        }

        document.Write("\nshowpage\n%%Trailer\n%%EOF\n"u8);
        return document.ToArray();
    }

    private static byte[] PdfImage()
    {
        using var document = new MemoryStream();
        document.Write("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length 5 0 R>>\nstream\n"u8);
        var noise = new byte[BulkBytes];
        new Random(2).NextBytes(noise);
        document.Write(noise);
        document.Write("\nendstream\nendobj\n5 0 obj\n268435456\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"u8);
        return document.ToArray();
    }
}
