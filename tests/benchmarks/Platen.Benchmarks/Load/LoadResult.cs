namespace Platen.Benchmarks.Load;

/// <summary>What a load achieved. Every job of it was answered with success.</summary>
/// <param name="Jobs">How many.</param>
/// <param name="Seconds">From before the first to after the last.</param>
/// <param name="MillisecondsMedian">Latency of a job: from before its first byte until its answer was read.</param>
/// <param name="MillisecondsP99">The same, 99th percentile.</param>
internal sealed record LoadResult(int Jobs, double Seconds, double MillisecondsMedian, double MillisecondsP99)
{
    public double JobsPerSecond => Jobs / Seconds;
}
