using System.Diagnostics;
using Platen.Pdl.Pdf;
using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests.Fuzz;

/// <summary>
/// The fuzz target of the inspectors: takes any bytes, and fails by an exception, by a report that breaks its own rules, by a report that depends on how the job was cut, or by taking
/// more time or memory than its bytes allow.
/// </summary>
internal static class FuzzTarget
{
    // the worst that one document may cost, for tables and inflaters, whatever it holds
    private const long AllocatedBytesMax = 24L * 1024 * 1024;

    private const int AttemptsMax = 5;

    // half a second for the collector and the scheduler, and a microsecond a byte
    private static readonly TimeSpan TimeOfNothing = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TimeOfByte = TimeSpan.FromMicroseconds(1);

    /// <summary>Inspects the bytes, with random access too where they are a PDF.</summary>
    public static void Run(byte[] input)
    {
        var report = Measured(input, () => Inspect.Whole(input));
        (report.Bytes == input.Length).ShouldBeTrue();
        Check(report.Pages);
        (report.Title?.Length ?? 0).ShouldBeLessThanOrEqualTo(PdlLimits.Default.TextChars);
        (report.ColourPages.Value < 0).ShouldBeFalse();
        (report.ColourPages.IsKnown && report.Pages.Value is { } pages && report.ColourPages.Value > pages).ShouldBeFalse("more pages in colour than pages");
        if (report.Format == PdlFormat.Pdf)
        {
            Check(Measured(input, () => PdfTests.Count(input)));
        }
    }

    /// <summary>The same, and the report must not depend on how the job was cut.</summary>
    public static void RunSliced(byte[] input, Random random)
    {
        Run(input);
        Inspect.Slices(input, _ => random.Next(1, 2000)).ShouldBe(Inspect.Whole(input));
    }

    private static void Check(PageCount pages)
    {
        (pages.Value is null or >= 0).ShouldBeTrue(pages.ToString());
        (pages.Value is null && pages.Reason is null).ShouldBeFalse("unknown pages need a reason");
        (pages.IsTrusted && pages.Evidence == Evidence.Unspecified).ShouldBeFalse("a trusted count has evidence");
    }

    /// <summary>A shared machine may take the processor away at any moment: what is slow once is looked at again.</summary>
    private static T Measured<T>(byte[] input, Func<T> inspect)
    {
        for (var attempt = 1; ; attempt++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            var result = inspect();
            var time = Stopwatch.GetElapsedTime(start);
            (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(AllocatedBytesMax);
            if (time < TimeOfNothing + (TimeOfByte * input.Length))
            {
                return result;
            }

            attempt.ShouldBeLessThan(AttemptsMax, $"{time.TotalMilliseconds:0} ms for {input.Length} bytes");
        }
    }
}
