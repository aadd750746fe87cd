using System.Diagnostics;
using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests;

/// <summary>No input makes an inspector throw, hang or grow.</summary>
[Collection(CorpusCollection.Name)]
public sealed class FuzzTests(DocumentCorpus corpus)
{
    private const int MutationsPerDocument = 200;
    private static readonly TimeSpan DocumentTimeMax = TimeSpan.FromSeconds(2);

    [Fact]
    public void MutatedDocuments_Inspected_NeverThrowAndStayFast()
    {
        foreach (var name in corpus.Small)
        {
            var document = corpus.Bytes(name);
            for (var seed = 0; seed < MutationsPerDocument; seed++)
            {
                var input = FuzzTarget.Mutate(document, new Random(seed));
                var start = Stopwatch.GetTimestamp();
                FuzzTarget.Run(input);
                Stopwatch.GetElapsedTime(start).ShouldBeLessThan(DocumentTimeMax, $"{name}, seed {seed}");
            }
        }
    }

    [Theory]
    [InlineData("%!PS-Adobe-3.0\n%%Page: 1 1\n", "showpage ", "operators")]
    [InlineData("%!PS-Adobe-3.0\n", "% showpage {{{{{{{{(((((((( ", "operators in comments")]
    [InlineData("%!PS-Adobe-3.0\n", "%%BeginDocument:\n", "nesting")]
    [InlineData("%PDF-1.4\n", "1 0 obj<</Type/ObjStm/N 1/First 4/Length 1/Filter/FlateDecode>>stream\nx\nendstream endobj\n", "bad object streams")]
    [InlineData("%PDF-1.4\n1 0 obj\n", "<<[", "depth")]
    [InlineData("%PDF-1.4\n1 0 obj\n(", "(\\", "an endless string")]
    [InlineData("\u001bE", "\u001b*b0W", "sequences")]
    [InlineData("\u001b%-12345X", "@PJL SET COPIES=1\r\n", "PJL lines")]
    [InlineData("", "\u001b%-12345X%!\n", "documents")]
    public void WorstCase_OfAnyKind_TakesLinearTime(string head, string repeated, string what)
    {
        // 8 MiB of each; a quadratic scan would take minutes
        var count = 8 * 1024 * 1024 / repeated.Length;
        var input = System.Text.Encoding.Latin1.GetBytes(head + string.Concat(Enumerable.Repeat(repeated, count)));
        var start = Stopwatch.GetTimestamp();
        FuzzTarget.Run(input);
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
}
