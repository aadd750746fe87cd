using System.IO.Compression;
using System.Text;
using Platen.Pdl.Pdf;
using Platen.Pdl.Tests.Corpus;
using Platen.Pdl.Tests.Fuzz;

namespace Platen.Pdl.Tests;

/// <summary>PDF in one pass: updates, damage, hostile structure.</summary>
[Collection(CorpusCollection.Name)]
public sealed class PdfTests(DocumentCorpus corpus)
{
    [Fact]
    public void Pages_OfSimpleDocument_AreParsedWithMediaAndSettings()
    {
        var report = Inspect.Whole(PdfUpdate.Simple(3, "/ViewerPreferences<</Duplex/DuplexFlipShortEdge/NumCopies 2>>"));

        report.Pages.ShouldBe(new PageCount(3, Evidence.Parsed, Confidence.High));
        report.Media.Value.ShouldBe(new MediaSize(595, 842, null));
        report.Sides.Value.ShouldBe(Sides.TwoSidedShortEdge);
        report.Copies.Value.ShouldBe(2);
    }

    [Theory]
    [InlineData("3 0 R 5 0 R", 2, "a page removed")]
    [InlineData("3 0 R 4 0 R 5 0 R 6 0 R", 4, "a page added")]
    public void IncrementalUpdate_OfThePageTree_LastRevisionWins(string kids, int pages, string what)
    {
        // the mutant "first definition wins" counts 3 in both
        var updated = PdfUpdate.Append(
            PdfUpdate.Simple(3), 1, 7, (2, $"<</Type/Pages/Count {pages}/Kids[{kids}]/MediaBox[0 0 595 842]>>"), (6, "<</Type/Page/Parent 2 0 R>>"));
        var path = corpus.PathOf("updated.pdf");
        File.WriteAllBytes(path, updated);

        Inspect.Whole(updated).Pages.ShouldBe(new PageCount(pages, Evidence.Parsed, Confidence.High), what);
        Count(updated).ShouldBe(new PageCount(pages, Evidence.Parsed, Confidence.High), what);
        DocumentCorpus.QpdfPages(path).ShouldBe(pages);
        DocumentCorpus.PdfinfoPages(path).ShouldBe(pages);
    }

    [Fact]
    public void IncrementalUpdate_OfAFileWithObjectStreams_LastRevisionWins()
    {
        var document = PdfUpdate.Append(
            corpus.Bytes("objstm-7.pdf"), 9001, 9005, (9001, "<</Type/Catalog/Pages 9002 0 R>>"), (9002, "<</Type/Pages/Count 1/Kids[9003 0 R]>>"),
            (9003, "<</Type/Page/Parent 9002 0 R/MediaBox[0 0 100 100]>>"));
        var path = corpus.PathOf("updated-objstm.pdf");
        File.WriteAllBytes(path, document);

        Inspect.Whole(document).Pages.ShouldBe(new PageCount(1, Evidence.Parsed, Confidence.High));
        Count(document).ShouldBe(new PageCount(1, Evidence.Parsed, Confidence.High));
        DocumentCorpus.QpdfPages(path).ShouldBe(1);
    }

    [Fact]
    public void EveryPdf_WithRandomAccess_CountsAsQpdfDoes()
    {
        foreach (var name in corpus.Pdfs)
        {
            Count(corpus.Bytes(name)).ShouldBe(new PageCount(DocumentCorpus.QpdfPages(corpus.PathOf(name)), Evidence.Parsed, Confidence.High), name);
        }
    }

    [Theory]
    [InlineData("rc4-40", "40")]
    [InlineData("rc4-128", "128")]
    [InlineData("rc4-crypt-filter", "128", "--force-V4")]
    [InlineData("aes-128", "128", "--use-aes=y")]
    [InlineData("aes-128-clear-metadata", "128", "--use-aes=y", "--cleartext-metadata")]
    [InlineData("aes-256-r5", "256", "--force-R5")]
    [InlineData("aes-256-r6", "256")]
    [InlineData("aes-256-clear-metadata", "256", "--cleartext-metadata")]
    public void EncryptedObjectStreams_WithEmptyUserPassword_AreCountedByTheSecondLook(string name, params string[] scheme)
    {
        var path = corpus.PathOf(name + ".pdf");
        Tool.Run("qpdf", ["--allow-weak-crypto", corpus.PathOf("objstm-7.pdf"), path, "--object-streams=generate", "--encrypt", "", "owner", .. scheme, "--"]);
        var document = File.ReadAllBytes(path);

        Inspect.Whole(document).Pages.Value.ShouldBeNull();
        Inspect.Whole(document).Pages.NeedsWholeDocument.ShouldBeTrue();
        Count(document).ShouldBe(new PageCount(7, Evidence.Parsed, Confidence.High));
    }

    [Fact]
    public void EncryptedObjectStreams_WithAUserPassword_StayUnknown()
    {
        var path = corpus.PathOf("password.pdf");
        Tool.Run("qpdf", corpus.PathOf("objstm-7.pdf"), path, "--object-streams=generate", "--encrypt", "user", "owner", "256", "--");
        var pages = Count(File.ReadAllBytes(path));

        pages.Value.ShouldBeNull();
        pages.Reason!.ShouldContain("encrypted");
    }

    [Fact]
    public void EveryPdf_InsidePjl_CountsTheSameBothWays()
    {
        foreach (var name in corpus.Pdfs.Where(n => !n.StartsWith("encrypted-objstm", StringComparison.Ordinal)))
        {
            byte[] job = [.. "\u001b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n"u8, .. corpus.Bytes(name), .. "\u001b%-12345X@PJL EOJ\r\n\u001b%-12345X"u8];
            var report = Inspect.Whole(job);

            report.Pages.ShouldBe(Inspect.Whole(corpus.Bytes(name)).Pages, name);
            report.Pjl!.Language.ShouldBe("PDF");
            Count(job).ShouldBe(report.Pages, name);
        }
    }

    [Fact]
    public void EveryPdf_WithItsCrossReferenceDestroyed_IsFoundBySearching()
    {
        foreach (var name in corpus.Pdfs.Where(n => !n.StartsWith("encrypted-objstm", StringComparison.Ordinal)))
        {
            var document = Encoding.Latin1.GetString(corpus.Bytes(name));
            var damaged = Encoding.Latin1.GetBytes(document[..document.LastIndexOf("startxref", StringComparison.Ordinal)]);
            var pages = Count(damaged);

            pages.Value.ShouldBe(DocumentCorpus.QpdfPages(corpus.PathOf(name)), $"{name}: {pages}");
            pages.Confidence.ShouldBe(Confidence.Low, name);
            pages.IsTrusted.ShouldBeFalse(name);
        }
    }

    [Fact]
    public void JunkBeforeTheHeader_ShiftsAllOffsets_AndIsTolerated()
    {
        byte[] shifted = [.. "junk\n"u8, .. PdfUpdate.Simple(4)];

        Inspect.Whole(shifted).Pages.Value.ShouldBe(4);
        Count(shifted).ShouldBe(new PageCount(4, Evidence.Parsed, Confidence.High));
    }

    [Theory]
    [InlineData("/Count 3", "/Count 300", 3)]
    [InlineData("/Count 3", "/Count 1000000000", 3)]
    [InlineData("/Count 3", "/Count -3", 3)]
    [InlineData("/Count 3", "", 3)]
    public void Count_ThatTheTreeContradicts_IsDoubted(string honest, string lie, int expected)
    {
        var report = Inspect.Whole(Encoding.Latin1.GetString(PdfUpdate.Simple(3)).Replace(honest, lie));

        report.Pages.Value.ShouldBe(expected);
        report.Pages.Evidence.ShouldBe(Evidence.Parsed);
        report.Pages.Confidence.ShouldBe(Confidence.Medium);
        report.Pages.NeedsWholeDocument.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/Kids[3 0 R 4 0 R 5 0 R ]", "/Kids[2 0 R 2 0 R 2 0 R]", "its own child")]
    [InlineData("/Kids[3 0 R 4 0 R 5 0 R ]", "/Kids[3 0 R 4 0 R 55 0 R]", "a missing child")]
    [InlineData("/Type/Pages", "/Type/Dog", "no page tree")]
    [InlineData("/Pages 2 0 R", "", "no root")]
    public void PageTree_ThatIsNone_IsNotTrustedAsParsed(string honest, string lie, string what)
    {
        var document = Encoding.Latin1.GetString(PdfUpdate.Simple(3)).Replace(honest, lie);
        var report = Inspect.Whole(document);

        (report.Pages is { Evidence: Evidence.Parsed, IsTrusted: true }).ShouldBeFalse(what);
        report.Pages.NeedsWholeDocument.ShouldBeTrue(what);
        report.Pages.Reason.ShouldNotBeNull(what);
        Should.NotThrow(() => Count(Encoding.Latin1.GetBytes(document)), what);
    }

    // each level names the next one twice: 2^30 pages by the tree, 30 nodes in the file. Mutant: a walk that follows each reference
    [Fact]
    public void PageTree_ThatDoublesAtEachLevel_IsWalkedOnce_AndNotBelieved()
    {
        const int Levels = 30;
        var document = new StringBuilder("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
        for (var level = 0; level < Levels; level++)
        {
            document.Append(System.Globalization.CultureInfo.InvariantCulture, $"{level + 2} 0 obj<</Type/Pages/Count {1 << (Levels - level)}/Kids[{level + 3} 0 R {level + 3} 0 R]>>endobj\n");
        }

        document.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Levels + 2} 0 obj<</Type/Page/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R/Size {Levels + 3}>>\nstartxref\n0\n%%EOF\n");
        var bytes = Encoding.Latin1.GetBytes(document.ToString());

        Inspect.Whole(bytes).Pages.IsTrusted.ShouldBeFalse();
        Should.NotThrow(() => Count(bytes));
    }

    [Fact]
    public void StreamLength_ThatHidesObjects_IsNoticed()
    {
        // the mutant "believe /Length blindly" reports an honest-looking count
        var hiding = PdfUpdate.Simple(3, beforeBody: "9 0 obj\n<</Length 30>>\nstream\nx\nendstream\nendobj\n");
        var report = Inspect.Whole(hiding);

        report.Pages.IsTrusted.ShouldBeFalse();
        report.Warning.ShouldNotBeNull();
    }

    [Fact]
    public void InflateBomb_InObjectStream_IsCutOffAtTheLimit()
    {
        // the mutant "no limit on decoded bytes" inflates 1 GiB here
        var document = ObjectStreamDocument(new byte[1024 * 1024 * 32], repeat: 32);
        var limits = new PdlLimits { PdfDecodedBytes = 1024 * 1024 };
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var report = Inspect.Whole(document, limits);

        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(1024 * 1024);
        report.Pages.Value.ShouldBeNull();
        report.Pages.Reason!.ShouldContain("within the limits");
    }

    [Fact]
    public void InflateBomb_BelowTheLimitOfBytes_IsCutOffByItsRatio()
    {
        // the mutant "no limit of the ratio" inflates to the end both times, and then misses the page tree instead
        var blanks = new byte[1024 * 1024 * 8];
        blanks.AsSpan().Fill((byte)' ');
        blanks[^1] = (byte)'1';
        var document = ObjectStreamDocument(blanks, repeat: 2);

        Inspect.Whole(document, new PdlLimits { PdfObjectStreamRatio = 10 }).Pages.Reason!.ShouldContain("within the limits");
        Inspect.Whole(document, new PdlLimits { PdfObjectStreamRatio = int.MaxValue }).Pages.Reason!.ShouldContain("parts of the page tree");
    }

    [Fact]
    public void PagesBeyondTheTrackedNumber_AreDeclaredOnly()
    {
        var report = Inspect.Whole(PdfUpdate.Simple(500), new PdlLimits { PdfTrackedObjects = 100 });

        report.Pages.Value.ShouldBe(500);
        report.Pages.Evidence.ShouldBe(Evidence.Declared);
        report.Pages.NeedsWholeDocument.ShouldBeTrue();
    }

    [Fact]
    public void Inspection_OfLargeDocument_AllocatesNothingPerChunk()
    {
        var document = corpus.Bytes("qdf-150.pdf");
        using var inspector = new PdlInspector(PdlLimits.Default);
        inspector.Append(document);
        byte[] rest = [.. "9 0 obj\n<</Length 999999999>>\nstream\n"u8, .. new byte[100_000]];
        inspector.Append(rest);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            inspector.Append(rest);
        }

        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBe(0);
    }

    [Fact]
    public void Inspection_OfAThousandPages_StaysWithinTensOfKilobytes()
    {
        var document = PdfUpdate.Simple(1000);
        Inspect.Whole(document);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Inspect.Whole(document).Pages.Value.ShouldBe(1000);

        // everything ever allocated, growth of tables included
        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(256 * 1024);
    }

    [Fact]
    public void CrossReference_IntoAStream_IsFollowedByTheSecondLook()
    {
        // one pass believes file order; a viewer's way leads to the tree that is really printed
        const string Hidden = "2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 9 9]>>\nendobj\n";
        var visible = Encoding.Latin1.GetString(PdfUpdate.Simple(3, beforeBody: $"9 0 obj\n<</Length {Hidden.Length}>>\nstream\n{Hidden}\nendstream\nendobj\n"));
        var honest = visible.LastIndexOf("2 0 obj", StringComparison.Ordinal);
        var hiding = visible.IndexOf("2 0 obj", StringComparison.Ordinal);
        var document = Encoding.Latin1.GetBytes(visible.Replace($"{honest:D10}", $"{hiding:D10}"));

        Inspect.Whole(document).Pages.Value.ShouldBe(3);
        Count(document).ShouldBe(new PageCount(1, Evidence.Parsed, Confidence.High));
    }

    [Fact]
    public void MutatedPdfs_CountedWithRandomAccess_NeverThrow()
    {
        foreach (var name in corpus.Pdfs.Where(n => n.Contains("-2.", StringComparison.Ordinal)))
        {
            for (var seed = 0; seed < 150; seed++)
            {
                var pages = Count(StructureMutator.Mutate(corpus.Bytes(name), PdlFormat.Pdf, seed));
                (pages.Value is null && pages.Reason is null).ShouldBeFalse($"{name}, seed {seed}");
            }
        }
    }

    internal static PageCount Count(byte[] document) => PdfPageCounter.Count(
        (offset, buffer) =>
        {
            var length = (int)Math.Min(buffer.Length, document.Length - offset);
            document.AsSpan((int)offset, length).CopyTo(buffer);
            return length;
        },
        document.Length,
        PdlLimits.Default);

    private static byte[] ObjectStreamDocument(byte[] content, int repeat)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write("1 0 2 40 "u8);
            for (var i = 0; i < repeat; i++)
            {
                deflate.Write(content);
            }
        }

        return
        [
            .. "%PDF-1.5\n"u8, .. Encoding.ASCII.GetBytes($"5 0 obj\n<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length {packed.Length}>>\nstream\n"), .. packed.ToArray(),
            .. "\nendstream\nendobj\n6 0 obj\n<</Type/XRef/Root 1 0 R/Length 0>>\nstream\n\nendstream\nendobj\n%%EOF\n"u8,
        ];
    }
}
