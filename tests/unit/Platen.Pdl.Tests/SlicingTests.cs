using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests;

/// <summary>A report tells of the job, never of how the network cut it.</summary>
[Collection(CorpusCollection.Name)]
public sealed class SlicingTests(DocumentCorpus corpus)
{
    // small blocks put block boundaries everywhere
    private static readonly PdlLimits SmallBlocks = new() { BlockBytes = 4096 };

    [Fact]
    public void EveryDocument_RandomSlices_GiveTheReportOfOneSlice()
    {
        var random = new Random(20);
        foreach (var name in corpus.Everything)
        {
            var document = corpus.Bytes(name);
            var whole = Inspect.Whole(document);
            Inspect.Slices(document, _ => random.Next(1, 5000)).ShouldBe(whole, name);
            Inspect.Slices(document, at => at < 100_000 ? random.Next(1, 64) : int.MaxValue).ShouldBe(whole, name);
        }
    }

    [Fact]
    public void EveryDocument_BlocksOfAnySize_GiveTheSameReport()
    {
        foreach (var name in corpus.Everything.Where(n => !n.Contains("-150.", StringComparison.Ordinal)))
        {
            var document = corpus.Bytes(name);
            var whole = Inspect.Whole(document);
            for (var size = 4096; size < 4300; size += 67)
            {
                Inspect.Whole(document, new PdlLimits { BlockBytes = size }).ShouldBe(whole, $"{name} in blocks of {size}");
            }
        }
    }

    [Fact]
    public void EveryPrefix_BytePerSlice_GivesTheReportOfOneSlice()
    {
        foreach (var name in corpus.Small)
        {
            var document = corpus.Bytes(name);
            for (var length = 0; length < document.Length; length += Math.Max(1, document.Length / 400))
            {
                var prefix = document[..length];
                var whole = Inspect.Whole(prefix, SmallBlocks);
                Inspect.Slices(prefix, _ => 1, SmallBlocks).ShouldBe(whole, $"{name} cut at {length}");
            }
        }
    }

    [Fact]
    public void EveryPrefixOfPdf_CutBeforeItsEnd_IsNeverTrusted()
    {
        // the mutant "believe /Count without the end mark" goes red here
        foreach (var name in corpus.Pdfs.Where(n => n.EndsWith("-7.pdf", StringComparison.Ordinal)))
        {
            var document = corpus.Bytes(name);
            for (var length = 0; length < document.Length - 16; length += Math.Max(1, document.Length / 300))
            {
                var report = Inspect.Whole(document[..length]);
                report.IsComplete.ShouldBeFalse($"{name} cut at {length}");
                report.Pages.IsTrusted.ShouldBeFalse($"{name} cut at {length}: {report.Pages}");
            }
        }
    }
}
