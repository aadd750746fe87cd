using System.Diagnostics;
using Platen.Domain.Jobs;

namespace Platen.Benchmarks.Spool;

/// <summary>P8, P9: opening a spool with many held jobs again: time, and managed memory per job. The jobs are small; their number is what counts.</summary>
internal static class SpoolRecoverBenchmark
{
    private const int Producers = 64;

    public static async Task<int> RunAsync(string[] args)
    {
        var ok = true;
        foreach (var jobs in (int[])[10_000, 100_000])
        {
            ok &= await MeasureAsync(args, jobs);
        }

        return ok ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(string[] args, int jobs)
    {
        var directory = SpoolBenchmark.NewDirectory(args);
        try
        {
            await FillAsync(directory, jobs);
            var (count, elapsed, replayed, memory) = await OpenAsync(directory);
            await Task.Yield(); // leaves the stack on which the closed spool is still referenced
            var bytes = memory - GC.GetTotalMemory(forceFullCollection: true);
            SpoolBenchmark.Print(new
            {
                benchmark = "spool-recover",
                jobs = count,
                milliseconds = Math.Round(elapsed.TotalMilliseconds),
                journal_bytes_replayed = replayed,
                bytes_per_job = bytes / jobs,
                checked_ok = count == jobs,
            });
            return count == jobs;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<(int Count, TimeSpan Elapsed, long Replayed, long Memory)> OpenAsync(string directory)
    {
        var watch = Stopwatch.StartNew();
        await using var engine = await SpoolBenchmark.OpenAsync(directory);
        var elapsed = watch.Elapsed;
        return (engine.Jobs.Count, elapsed, engine.Recovered.BytesReplayed, GC.GetTotalMemory(forceFullCollection: true));
    }

    private static async Task FillAsync(string directory, int jobs)
    {
        await using var engine = await SpoolBenchmark.OpenAsync(directory);
        var document = SpoolBenchmark.Document(1000);
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= jobs)
            {
                await using var intake = engine.Jobs.BeginReceive(JobId.New(TimeProvider.System), SpoolBenchmark.Origin);
                await intake.AppendAsync(document);
                await intake.CompleteAsync(SpoolBenchmark.Details(number));
            }
        })));
    }
}
