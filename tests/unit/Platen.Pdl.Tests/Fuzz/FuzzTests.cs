using System.Diagnostics;
using Platen.Pdl.Tests.Corpus;
using Platen.TestKit.Fuzzing;
using Xunit.Abstractions;

namespace Platen.Pdl.Tests.Fuzz;

/// <summary>No input makes an inspector throw, hang or grow.</summary>
[Collection(CorpusCollection.Name)]
public sealed class FuzzTests(DocumentCorpus corpus, ITestOutputHelper output)
{
    private const int MutationsPerDocument = 40;
    private const int LargeBytes = 256 * 1024;
    private static readonly TimeSpan SlowTimePerFormat = TimeSpan.FromSeconds(30);

    public static TheoryData<PdlFormat> Formats =>
        [PdlFormat.Pdf, PdlFormat.PostScript, PdlFormat.Pcl5, PdlFormat.PclXl, PdlFormat.PwgRaster, PdlFormat.CupsRaster, PdlFormat.Urf, PdlFormat.Tiff, PdlFormat.Jpeg, PdlFormat.Png, PdlFormat.Text];

    [Fact]
    public void MutatedDocuments_Inspected_StayWithinTheirBounds()
    {
        foreach (var name in corpus.Small)
        {
            var document = corpus.Bytes(name);
            var format = Inspect.Whole(document).Format;
            for (var seed = 0; seed < MutationsPerDocument; seed++)
            {
                Try(name, StructureMutator.Mutate(document, format, seed), seed, sliced: seed % 10 == 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("suite", "slow")]
    public void DocumentsOfAFormat_MutatedForSomeTime_StayWithinTheirBounds(PdlFormat format)
    {
        var seeds = corpus.SeedsOf(format).Where(n => new FileInfo(corpus.PathOf(n)).Length < LargeBytes).ToArray();
        seeds.ShouldNotBeEmpty();
        var runs = 0;
        // each day other variants; the seed stands in the message of a failure
        var first = Environment.TickCount;
        using var watchdog = new FuzzWatchdog();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < SlowTimePerFormat; runs++)
        {
            var name = seeds[runs % seeds.Length];
            var seed = unchecked(first + runs);
            var input = StructureMutator.Mutate(corpus.Bytes(name), format, seed);
            watchdog.Watch(name, seed, input);
            Try(name, input, seed, sliced: runs % 4 == 0);
        }

        output.WriteLine($"{format}: {runs} variants of {seeds.Length} documents");
    }

    [Fact]
    public void EveryInputThatWasEverFound_Inspected_StaysWithinItsBounds()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fuzz", "Found")))
        {
            Try(file, File.ReadAllBytes(file), 0, sliced: true);
        }
    }

    [Theory]
    [InlineData("%!PS-Adobe-3.0\n%%Page: 1 1\n", "showpage ", "operators")]
    [InlineData("%!PS-Adobe-3.0\n", "% showpage {{{{{{{{(((((((( ", "operators in comments")]
    [InlineData("%!PS-Adobe-3.0\n", "/e {showpage} def ", "names for the operator")]
    [InlineData("%!PS-Adobe-3.0\n/e /showpage load def\n%%Page: 1 1\n", "e ", "a short name")]
    [InlineData("%!PS-Adobe-3.0\n/e {showpage} def {", "{{{{{{{{e", "a short name in braces")]
    [InlineData("%!PS-Adobe-3.0\n", "%%BeginDocument:\n", "nesting")]
    [InlineData("%PDF-1.4\n", "1 0 obj<</Type/ObjStm/N 1/First 4/Length 1/Filter/FlateDecode>>stream\nx\nendstream endobj\n", "bad object streams")]
    [InlineData("%PDF-1.4\n1 0 obj\n", "<<[", "depth")]
    [InlineData("%PDF-1.4\n1 0 obj\n(", "(\\", "an endless string")]
    [InlineData("%PDF-1.4\n1 0 obj<</Type/Pages/Kids[", "1 0 R ", "kids")]
    [InlineData("\u001bE", "\u001b*b0W", "sequences")]
    [InlineData("\u001b%-12345X", "@PJL SET COPIES=1\r\n", "PJL lines")]
    [InlineData("", "\u001b%-12345X%!\n", "documents")]
    [InlineData(") HP-PCL XL;2;0\n", "\u00c8\u00c1\u0000\u0000", "empty arrays")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0\u0000\u0002", "\u00ff\u00ff", "fill bytes")]
    public void WorstCase_OfAnyKind_TakesLinearTime(string head, string repeated, string what)
    {
        // 8 MiB of each; a quadratic scan would take minutes
        var count = 8 * 1024 * 1024 / repeated.Length;
        var input = System.Text.Encoding.Latin1.GetBytes(head + string.Concat(Enumerable.Repeat(repeated, count)));
        var start = Stopwatch.GetTimestamp();
        Inspect.Whole(input).Bytes.ShouldBe(input.Length);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20), what);
    }

    [Fact]
    public void RandomBytes_Inspected_NeverThrow()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var input = new byte[random.Next(1, 8192)];
            random.NextBytes(input);
            FuzzTarget.Run(input);
        }
    }

    /// <summary>Runs one input; what fails is kept beside the temporary files, to be put among the found ones.</summary>
    private static void Try(string name, byte[] input, int seed, bool sliced)
    {
        try
        {
            if (sliced)
            {
                FuzzTarget.RunSliced(input, new Random(seed));
            }
            else
            {
                FuzzTarget.Run(input);
            }
        }
        catch (Exception e)
        {
            var kept = Path.Combine(Path.GetTempPath(), $"platen-pdl-found-{Path.GetFileNameWithoutExtension(name)}-{seed}.bin");
            File.WriteAllBytes(kept, input);
            throw new InvalidOperationException($"{name}, seed {seed}; put {kept} into Fuzz/Found once it is mended: {e.Message}", e);
        }
    }
}
