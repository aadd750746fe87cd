using System.Text;
using System.Text.RegularExpressions;
using Platen.Pdl.Tests.Corpus;
using Platen.Pdl.Tests.Corpus.Large;
using Xunit.Abstractions;

namespace Platen.Pdl.Tests;

/// <summary>
/// Thousands of documents by real programs over many of their options, each counted as an independent oracle counts it. Some minutes; its table is in docs/architecture/pdl.md.
/// </summary>
public sealed partial class LargeCorpusTests(ITestOutputHelper output) : IDisposable
{
    private const int FilesMin = 3_000;
    private readonly string folder = Directory.CreateTempSubdirectory("platen-pdl-large-").FullName;

    [Fact]
    [Trait("suite", "slow")]
    public void EveryDocument_OfManyPrograms_CountsAsItsOracle()
    {
        var tally = new CorpusTally();
        var sources = Sources.WriteAll(folder);
        sources.ToList().ForEach(s => Add(tally, s));
        All(tally, GhostscriptDevices.Jobs(folder, sources), keep: false);
        var pdfs = All(tally, PdfWriters.FromPostScript(folder, sources), keep: true);
        var office = AllMany(tally, OfficeDocuments.Jobs(folder));
        All(tally, PdfWriters.Rewritten(folder, [.. pdfs.Where((_, i) => i % 2 == 0), .. office.Where((_, i) => i % 4 == 0)]), keep: false);
        All(tally, PdfWriters.Merged(folder, [.. pdfs, .. office]), keep: false);
        var few = office.Where((_, i) => i % 8 == 1).Concat(pdfs.Where((_, i) => i % 6 == 2)).ToArray();
        var postScripts = All(tally, PostScriptWriters.FromPdf(folder, few), keep: true);
        All(tally, PostScriptWriters.ThroughCups(folder, [.. sources, .. postScripts.Where((_, i) => i % 9 == 0)]), keep: false);
        All(tally, CupsFilters.ToPdf(folder, few), keep: false);
        AllMany(tally, CupsFilters.Jobs(folder, [.. few.Where(f => f.Pages < 8).Take(10)]));

        output.WriteLine(tally.Table());
        output.WriteLine($"{tally.Total} files; {tally.Refused.Count} combinations that a program refuses to make");
        output.WriteLine(string.Join('\n', tally.Doubted));
        tally.Wrong.ShouldBeEmpty();
        tally.Doubted.Count.ShouldBeLessThan(tally.Total / 100);
        tally.Refused.Count.ShouldBeLessThan(tally.Total / 20, tally.Refused.FirstOrDefault());
        tally.Total.ShouldBeGreaterThan(FilesMin);
    }

    [Fact]
    [Trait("suite", "slow")]
    public void EveryPostScript_MadeToLie_IsNotTrusted()
    {
        var sources = Sources.WriteAll(folder).Where(s => s.Pages > 1).ToArray();
        var tally = new CorpusTally();
        var pdfs = All(tally, PdfWriters.FromPostScript(folder, sources), keep: true);
        var documents = sources.Concat(All(tally, PostScriptWriters.FromPdf(folder, [.. pdfs.Where((_, i) => i % 12 == 3)]), keep: true)).ToArray();
        var lies = 0;
        foreach (var document in documents)
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(document.Path));
            foreach (var lie in (string[])
                [
                    DeclaredPages().Replace(text, "%%Pages: 1"), DeclaredPages().Replace(text, "%%Pages: 500"), PageComment().Replace(text, "", 1), PageComment().Replace(text, "$0\nshowpage\n", 1),
                    PageComment().Replace(text, "$0\n(\n%%Page: 9 9\n) pop\n", 1), text.Replace("%%EndProlog", "/showpage {systemdict /showpage get dup exec exec} bind def\n%%EndProlog", StringComparison.Ordinal),
                    DeclaredPages().Replace(PageComment().Replace(text, ""), "%%Pages: 1").Replace("%%EndProlog", "%%EndProlog\n%%Page: 1 1", StringComparison.Ordinal),
                ])
            {
                if (lie != text)
                {
                    lies++;
                    Inspect.Whole(lie).Pages.IsTrusted.ShouldBeFalse($"{document.Family} {document.Name}, lie {lies}");
                }
            }
        }

        output.WriteLine($"{lies} lies in {documents.Length} documents, all found");
        lies.ShouldBeGreaterThan(300);
    }

    [Fact]
    [Trait("suite", "slow")]
    public void EveryPdf_Damaged_IsNotTrustedUnlessItIsRight()
    {
        var tally = new CorpusTally();
        var pdfs = All(tally, PdfWriters.FromPostScript(folder, [.. Sources.WriteAll(folder).Where(s => s.Pages > 1)]), keep: true);
        var packed = All(tally, PdfWriters.Rewritten(folder, [.. pdfs.Where((_, i) => i % 8 == 5)]), keep: true);
        var damages = 0;
        foreach (var pdf in pdfs.Concat(packed))
        {
            var document = File.ReadAllBytes(pdf.Path);
            for (var seed = 0; seed < 12; seed++)
            {
                var damaged = Damage(document, seed);
                var found = Inspect.Whole(damaged).Pages;
                var second = PdfTests.Count(damaged);
                (found.IsTrusted && found.Value != pdf.Pages).ShouldBeFalse($"{pdf.Family} {pdf.Name}, seed {seed}: {found} instead of {pdf.Pages}");
                (second.IsTrusted && second.Value != pdf.Pages).ShouldBeFalse($"{pdf.Family} {pdf.Name}, seed {seed}, second look: {second} instead of {pdf.Pages}");
                damages++;
            }
        }

        output.WriteLine($"{damages} damaged files of {pdfs.Count + packed.Count}, none trusted wrongly");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [GeneratedRegex(@"%%Pages: \d+", RegexOptions.None, 10_000)]
    private static partial Regex DeclaredPages();

    [GeneratedRegex(@"^%%Page: [^\r\n]*", RegexOptions.Multiline, 10_000)]
    private static partial Regex PageComment();

    /// <summary>What networks, disks and mail programs do: the end is lost, a block is zeroed, line ends are changed, offsets are shifted by junk in front.</summary>
    private static byte[] Damage(byte[] document, int seed)
    {
        var random = new Random(seed);
        var at = random.Next(document.Length);
        switch (seed % 4)
        {
            case 0:
                return document[..at];
            case 1:
                var zeroed = document.ToArray();
                zeroed.AsSpan(at, Math.Min(512, document.Length - at)).Clear();
                return zeroed;
            case 2:
                return [.. document[..at], .. document[Math.Min(document.Length, at + 700)..]];
            default:
                return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(document).Replace("startxref", "startxxxx", StringComparison.Ordinal));
        }
    }

    private static void Add(CorpusTally tally, CorpusFile file)
    {
        var document = File.ReadAllBytes(file.Path);
        tally.Add(file, document);
        tally.Add(file with { Family = file.Family + ", in PJL" }, [.. "\u001b%-12345X@PJL JOB NAME=\"x\"\r\n@PJL SET COPIES=2\r\n"u8, .. Enter(file.Format), .. document, .. "\u001b%-12345X@PJL EOJ\r\n\u001b%-12345X"u8]);
    }

    private static byte[] Enter(PdlFormat format) => format switch
    {
        PdlFormat.PostScript => [.. "@PJL ENTER LANGUAGE=POSTSCRIPT\r\n"u8],
        PdlFormat.Pcl5 => [.. "@PJL ENTER LANGUAGE=PCL\r\n"u8],
        PdlFormat.PclXl => [.. "@PJL ENTER LANGUAGE=PCLXL\r\n"u8],
        PdlFormat.Pdf => [.. "@PJL ENTER LANGUAGE=PDF\r\n"u8],
        _ => [.. "@PJL ENTER LANGUAGE=AUTO\r\n"u8],
    };

    private static IReadOnlyList<CorpusFile> All(CorpusTally tally, IEnumerable<Func<CorpusFile>> jobs, bool keep) =>
        AllMany(tally, jobs.Select(job => (Func<IReadOnlyList<CorpusFile>>)(() => [job()])), keep);

    private static IReadOnlyList<CorpusFile> AllMany(CorpusTally tally, IEnumerable<Func<IReadOnlyList<CorpusFile>>> jobs, bool keep = true)
    {
        var made = new List<CorpusFile>();
        Parallel.ForEach(jobs.ToArray(), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, job =>
        {
            foreach (var file in tally.Made(job))
            {
                Add(tally, file);
                if (keep)
                {
                    lock (made)
                    {
                        made.Add(file);
                    }
                }
                else
                {
                    File.Delete(file.Path);
                }
            }
        });
        return [.. made.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }
}
