using System.Globalization;
using System.Text;

namespace Platen.Pdl.Tests.Corpus.Large;

/// <summary>PostScript of several kinds, written by hand, from which all other documents of the large corpus are made.</summary>
internal static class Sources
{
    public static readonly int[] PageCounts = [1, 2, 5, 12];
    public static readonly string[] Kinds = ["text", "image", "drawing", "grey"];

    /// <summary>Writes every kind with every number of pages.</summary>
    public static IReadOnlyList<CorpusFile> WriteAll(string folder) =>
        [.. Kinds.SelectMany(kind => PageCounts.Select(pages => Write(folder, kind, pages)))];

    private static CorpusFile Write(string folder, string kind, int pages)
    {
        var path = Path.Combine(folder, $"{kind}-{pages}.ps");
        File.WriteAllText(path, kind == "text" ? DocumentCorpus.PlainPostScript(pages) : Document(kind, pages), Encoding.Latin1);
        return new CorpusFile("PostScript, by hand", path, PdlFormat.PostScript, pages);
    }

    private static string Document(string kind, int pages)
    {
        var text = new StringBuilder("%!PS-Adobe-3.0\n%%Title: ").Append(kind);
        text.Append(CultureInfo.InvariantCulture, $"\n%%Pages: (atend)\n%%EndComments\n%%BeginProlog\n/box {{ 4 2 roll moveto exch dup 0 rlineto exch 0 exch rlineto neg 0 rlineto closepath }} bind def\n%%EndProlog\n");
        var random = new Random(pages);
        for (var page = 1; page <= pages; page++)
        {
            text.Append(CultureInfo.InvariantCulture, $"%%Page: (p {page}) {page}\ngsave\n").Append(kind switch
            {
                "image" => Image(random),
                "drawing" => Drawing(random),
                _ => Grey(random),
            }).Append("grestore showpage\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"%%Trailer\n%%Pages: {pages}\n%%EOF\n").ToString();
    }

    private static string Image(Random random)
    {
        var data = new byte[48 * 48 * 3];
        random.NextBytes(data);
        return $"72 300 translate 200 200 scale /s 144 string def 48 48 8 [48 0 0 -48 0 48] {{currentfile s readhexstring pop}} false 3 colorimage\n{Convert.ToHexString(data)}\n";
    }

    private static string Drawing(Random random)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 40; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"0.{random.Next(10)} 0.{random.Next(10)} 0.{random.Next(10)} setrgbcolor {random.Next(500)} {random.Next(700)} {random.Next(1, 90)} {random.Next(1, 90)} box ");
            text.Append(random.Next(2) == 0 ? "fill\n" : "stroke\n");
        }

        return text.Append("/Times-Roman findfont 14 scalefont setfont 72 72 moveto (a showpage that is text % ) show\n").ToString();
    }

    private static string Grey(Random random) => string.Create(
        CultureInfo.InvariantCulture, $"0.{random.Next(10)} setgray {random.Next(400)} {random.Next(600)} 80 80 rectfill 0 setgray /Courier findfont 10 scalefont setfont 72 720 moveto (grey) show\n");
}
