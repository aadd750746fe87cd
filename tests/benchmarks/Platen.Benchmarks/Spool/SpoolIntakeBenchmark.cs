using System.Diagnostics;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.Benchmarks.Spool;

/// <summary>
/// Durable, encrypted intake in process (P1, P2 without the network): jobs per second at 20 KB and 64 KiB with 1 and 16 producers. Every job is fsynced with its
/// record before it counts; afterwards all jobs are there, and one in a thousand is read back and compared.
/// </summary>
internal static class SpoolIntakeBenchmark
{
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = SpoolBenchmark.Number(args, "--seconds", 4);
        var ok = true;
        foreach (var bytes in (int[])[20_000, 64 * 1024])
        {
            foreach (var producers in (int[])[1, 16])
            {
                ok &= await MeasureAsync(args, bytes, producers, TimeSpan.FromSeconds(seconds));
            }
        }

        return ok ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(string[] args, int bytes, int producers, TimeSpan duration)
    {
        var directory = SpoolBenchmark.NewDirectory(args);
        var document = SpoolBenchmark.Document(bytes);
        try
        {
            await using var engine = await SpoolBenchmark.OpenAsync(directory);
            await ProduceAsync(engine, document, producers, Warmup);
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var jobs = await ProduceAsync(engine, document, producers, duration);
            var elapsed = watch.Elapsed;
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            var whole = await CheckAsync(engine, document);
            SpoolBenchmark.Print(new
            {
                benchmark = "spool-intake",
                bytes,
                producers,
                jobs,
                jobs_per_second = Math.Round(jobs / elapsed.TotalSeconds),
                cpu_us_per_job = Math.Round(cpu.TotalMicroseconds / jobs),
                durability = "data and record fdatasynced before each acknowledgement, group commit",
                checked_ok = whole,
            });
            return whole;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<int> ProduceAsync(SpoolEngine engine, byte[] document, int producers, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (watch.Elapsed < duration)
            {
                await using var intake = engine.Jobs.BeginReceive(JobId.New(TimeProvider.System), SpoolBenchmark.Origin);
                await intake.AppendAsync(document);
                var result = await intake.CompleteAsync(SpoolBenchmark.Details(count));
                count += result.Code == ReceiveCode.Accepted ? 1 : throw new InvalidOperationException($"refused: {result.Code}");
            }

            return count;
        })));
        return counts.Sum();
    }

    private static async Task<bool> CheckAsync(SpoolEngine engine, byte[] document)
    {
        var number = 0;
        foreach (var job in engine.Jobs.ListAll(after: null, limit: int.MaxValue).Where(_ => number++ % 1000 == 0))
        {
            await using var reader = await engine.Jobs.OpenAsync(job.Id);
            using var copy = new MemoryStream();
            await reader.CopyToAsync(copy);
            if (!copy.GetBuffer().AsSpan(0, (int)copy.Length).SequenceEqual(document))
            {
                return false;
            }
        }

        return number == engine.Jobs.Count;
    }
}
