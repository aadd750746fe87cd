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
