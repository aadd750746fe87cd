using System.Diagnostics;

namespace Platen.Benchmarks.Load;

/// <summary>
/// Drives senders, one thread and one connection each, that share a number of jobs. Blocking sockets and requests made beforehand: the generator costs little beside the server,
/// because both share the machine's processors.
/// </summary>
internal static class LoadRun
{
    /// <summary>Sends a number of jobs. Connecting is not measured.</summary>
    public static LoadResult Run(Func<IJobSender> connect, int connections, int jobs)
    {
        var taken = 0;
        return Run(connect, connections, jobs, () => Interlocked.Increment(ref taken) <= jobs);
    }

    /// <summary>Sends jobs until it is told to stop: the load beside which something else is measured.</summary>
    public static Task<LoadResult> RunUntilAsync(Func<IJobSender> connect, int connections, CancellationToken stop) =>
        Task.Factory.StartNew(() => Run(connect, connections, jobsExpected: 100_000, () => !stop.IsCancellationRequested), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static LoadResult Run(Func<IJobSender> connect, int connections, int jobsExpected, Func<bool> next)
    {
        var senders = Enumerable.Range(0, connections).Select(_ => connect()).ToArray();
        var latencies = Enumerable.Range(0, connections).Select(_ => new List<double>(jobsExpected)).ToArray();
        var faults = new Exception?[connections];
        using var start = new ManualResetEventSlim();
        var threads = Enumerable.Range(0, connections).Select(i => new Thread(() =>
        {
            start.Wait();
            try
            {
                Drive(senders[i], next, latencies[i]);
            }
            catch (Exception fault)
            {
                faults[i] = fault;
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        var began = Stopwatch.GetTimestamp();
        start.Set();
        Array.ForEach(threads, thread => thread.Join());
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Array.ForEach(senders, sender => sender.Dispose());
        if (faults.FirstOrDefault(fault => fault is not null) is { } first)
        {
            throw new LoadException(first.ToString());
        }

        var all = latencies.SelectMany(list => list).Order().ToArray();
        return new LoadResult(all.Length, seconds, Percentile(all, 0.5), Percentile(all, 0.99));
    }

    private static void Drive(IJobSender sender, Func<bool> next, List<double> latencies)
    {
        while (next())
        {
            var began = Stopwatch.GetTimestamp();
            sender.Send();
            latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    private static double Percentile(double[] sorted, double part) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
}
