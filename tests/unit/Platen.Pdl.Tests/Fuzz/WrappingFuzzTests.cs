using System.Diagnostics;
using Platen.Pdl.Tests.Corpus;
using Platen.Pdl.Wrapping;
using Platen.TestKit.Fuzzing;
using Xunit.Abstractions;

namespace Platen.Pdl.Tests.Fuzz;

/// <summary>What puts rasters, JPEG and text into a PDF reads hostile documents like the inspectors do: a damaged one ends with <see cref="FormatException"/> or as a PDF, in time, and with no more than its bounds.</summary>
[Collection(CorpusCollection.Name)]
public sealed class WrappingFuzzTests(DocumentCorpus corpus, ITestOutputHelper output)
{
    private const int MutationsPerDocument = 30;
    private const int LargeBytes = 256 * 1024;
    private static readonly WrapLimits Limits = new() { Pages = 1_000, RasterBytes = 32 * 1024 * 1024, TextBytes = 1024 * 1024 };
    private static readonly TimeSpan SlowTimePerFormat = TimeSpan.FromSeconds(20);

    public static TheoryData<PdlFormat> Formats => [PdlFormat.PwgRaster, PdlFormat.Urf, PdlFormat.Jpeg, PdlFormat.Text];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Documents_Mutated_AreWrappedOrRefused(PdlFormat format)
    {
        foreach (var name in Seeds(format).Take(3))
        {
            for (var seed = 0; seed < MutationsPerDocument; seed++)
            {
                await TryAsync(format, name, StructureMutator.Mutate(corpus.Bytes(name), format, seed), seed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("suite", "slow")]
    public async Task Documents_MutatedForSomeTime_AreWrappedOrRefused(PdlFormat format)
    {
        // each day other variants; the seed stands in the message of a failure
        var (first, runs, refused, seeds) = (Environment.TickCount, 0, 0, Seeds(format));
        using var watchdog = new FuzzWatchdog();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < SlowTimePerFormat; runs++)
        {
            var (name, seed) = (seeds[runs % seeds.Length], unchecked(first + runs));
            var input = StructureMutator.Mutate(corpus.Bytes(name), format, seed);
            watchdog.Watch(name, seed, input);
            refused += await TryAsync(format, name, input, seed) ? 0 : 1;
        }

        output.WriteLine($"{format}: {runs} variants of {seeds.Length} documents, {refused} refused");
    }

    private string[] Seeds(PdlFormat format)
    {
        string[] seeds = [.. corpus.SeedsOf(format).Where(name => new FileInfo(corpus.PathOf(name)).Length < LargeBytes)];
        seeds.ShouldNotBeEmpty();
        return seeds;
    }

    private static async Task<bool> TryAsync(PdlFormat format, string name, byte[] input, int seed)
    {
        using var wrapped = new MemoryStream();
        try
        {
            await PdfWrapping.WriteAsync(format, new MemoryStream(input), wrapped, Limits, CancellationToken.None);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (Exception fault)
        {
            var kept = Path.Combine(Path.GetTempPath(), $"platen-wrap-found-{Path.GetFileNameWithoutExtension(name)}-{seed}.bin");
            await File.WriteAllBytesAsync(kept, input);
            throw new InvalidOperationException($"{format}, {name}, seed {seed}; make a test of {kept} once it is mended: {fault.Message}", fault);
        }
    }
}
