using System.Diagnostics;
using System.Net;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Peers;

namespace Platen.Benchmarks.Measures;

/// <summary>P7: from the card to the job list, from the release to the first byte at the device, and 500 small jobs to one device.</summary>
internal static class PanelMeasure
{
    private const int Bytes = 20_480;
    private const int Taps = 200;
    private const int Releases = 200; // of fewer, the 99th percentile would be the one worst
    private const int ManyJobs = 500;
    private const int ListedJobs = 20;
    private const int LoadConnections = 16;
    private const int SourcesMax = 250;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly byte[] Document = BenchDocument.PostScript(Bytes);

    public static Task<bool> RunAsync(MeasureContext context)
    {
        Tap(context, loaded: false);
        Tap(context, loaded: true);
        var (alone, cups) = FirstByte(context, loaded: false);
        var (busy, busyCups) = FirstByte(context, loaded: true);
        PrintFirstByte(context, "alone", alone.P50, cups.P50, goal: 2, "p50");
        PrintFirstByte(context, "alone", alone.P99, cups.P99, goal: 2, "p99");
        PrintFirstByte(context, "while P1 runs on ours; the peer without load", busy.P50, cups.P50, goal: 4, "p50");
        PrintFirstByte(context, "while P1 runs on ours; the peer without load", busy.P99, cups.P99, goal: null, "p99");
        PrintFirstByte(context, "while P1 runs on both", busy.P50, busyCups.P50, goal: null, "p50");
        PrintFirstByte(context, "while P1 runs on both", busy.P99, busyCups.P99, goal: null, "p99");
        Many(context);
        return Task.FromResult(context.AllMet);
    }

    /// <summary>P7's first half, the card to the job list, where the branch knows 100,000 users (<c>--users N</c>).</summary>
    public static Task<bool> ManyUsersAsync(MeasureContext context)
    {
        Tap(context, loaded: false, context.Number("--users", 100_000));
        return Task.FromResult(context.AllMet);
    }

    private static void Tap(MeasureContext context, bool loaded, int users = 1)
    {
        var latencies = new LatencyFigures();
        for (var round = 0; round < context.Rounds; round++)
        {
            using var agent = AgentProcess.Start(context.Folders, devicePort: 9, users);
            Print(agent, ListedJobs);
            Warm(agent);
            latencies.Add(Beside(agent, loaded, () => Enumerable.Range(0, Taps).Select(tap => TapOnce(agent, tap)).ToArray()));
        }

        var what = "card tapped to job list (log in, list), panel protocol over a kept TLS connection" + (loaded ? ", while P1 runs (16 connections, 64 KiB)" : "");
        foreach (var (name, figure) in (ReadOnlySpan<(string, Figure)>)[("p50", latencies.P50), ("p99", latencies.P99)])
        {
            context.Print(new MeasureLine
            {
                Measure = "P7",
                What = $"{what}, {name}",
                Unit = "ms",
                Ours = figure,
                Goal = name == "p99" && !loaded ? 100 : null,
                SmallerIsBetter = true,
                Done = new { taps = Taps, users, jobs_on_the_list = loaded ? "20 and those of the load, at most 500" : "20", logins = "durably journaled" },
            });
        }
    }

    private static double TapOnce(AgentProcess agent, int number)
    {
        // each device has its own address, as in life; one address alone would meet the panel's request rate
        using var panel = new PanelClient(agent, new IPAddress([127, 0, 1, (byte)(1 + (number % SourcesMax))]));
        var began = Stopwatch.GetTimestamp();
        panel.Login();
        var jobs = panel.ListJobs();
        var elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        panel.Logout();
        return jobs.Count >= ListedJobs ? elapsed : throw new LoadException($"the list has {jobs.Count} jobs");
    }

    private static (LatencyFigures Ours, LatencyFigures Theirs) FirstByte(MeasureContext context, bool loaded)
    {
        var (ours, theirs) = (new LatencyFigures(), new LatencyFigures());
        for (var round = 0; round < context.Rounds; round++)
        {
            theirs.Add(CupsFirstByte(context, loaded));
            ours.Add(AgentFirstByte(context, loaded));
        }

        return (ours, theirs);
    }

    private static double[] AgentFirstByte(MeasureContext context, bool loaded)
    {
        using var sink = new JobSink(Document);
        using var agent = AgentProcess.Start(context.Folders, sink.Port);
        Print(agent, ListedJobs + Releases);
        Warm(agent);
        using var panel = new PanelClient(agent, new IPAddress([127, 0, 2, 1]));
        panel.Login();
        var jobs = panel.ListJobs();
        return Beside(agent, loaded, () => jobs.Select(job => Once(sink, () => panel.Release([job]))).Skip(ListedJobs).ToArray());
    }

    private static double[] CupsFirstByte(MeasureContext context, bool loaded)
    {
        using var sink = new JobSink(Document);
        using var cupsd = Cupsd.Start(context.Folders.New("cupsd"), CupsDurability.AsShipped, sink.Port);
        using var client = new IppSender(cupsd.Port, IppRequests.PrintJob(cupsd.Port, Cupsd.QueuePath, Document, hold: true));
        for (var job = 0; job < ListedJobs + Releases; job++)
        {
            client.Send();
        }

        using var stop = new CancellationTokenSource();
        var load = loaded ? StartLoad(cupsd.Port, Cupsd.QueuePath, hold: true, stop.Token) : null;
        var latencies = Enumerable.Range(1, ListedJobs + Releases).Select(job => Once(sink, () => client.Send(IppRequests.ReleaseJob(cupsd.Port, Cupsd.QueuePath, job)))).Skip(ListedJobs).ToArray();
        stop.Cancel();
        load?.GetAwaiter().GetResult();
        return latencies;
    }

    private static double Once(JobSink sink, Action release)
    {
        var began = Stopwatch.GetTimestamp();
        release();
        var elapsed = Stopwatch.GetElapsedTime(began, sink.Next().FirstByteAt).TotalMilliseconds;
        Thread.Sleep(Pause);
        return elapsed;
    }

    private static void Many(MeasureContext context)
    {
        var (ours, theirs) = (new Figure(), new Figure());
        for (var round = 0; round < context.Rounds; round++)
        {
            theirs.Add(CupsMany(context));
            ours.Add(AgentMany(context));
        }

        context.Print(new MeasureLine
        {
            Measure = "P7",
            What = $"{ManyJobs} held jobs of {Bytes} bytes released to one device, from the first request to the last byte",
            Unit = "jobs/s",
            Ours = ours,
            Peer = theirs,
            PeerName = "cupsd 2.4 as shipped, from cupsenable of the queue that has them",
            Goal = 1,
            Done = new { jobs = ManyJobs, bytes = Bytes, durability_ours = "hand-over and outcome of each job fdatasynced", check = "every document compared at the device" },
        });
    }

    private static double AgentMany(MeasureContext context)
    {
        using var sink = new JobSink(Document);
        using var agent = AgentProcess.Start(context.Folders, sink.Port);
        Print(agent, ManyJobs);
        Warm(agent);
        using var panel = new PanelClient(agent, new IPAddress([127, 0, 2, 1]));
        panel.Login();
        var jobs = panel.ListJobs();
        var began = Stopwatch.GetTimestamp();
        panel.Release(jobs);
        return Drain(sink, jobs.Count, began);
    }

    private static double CupsMany(MeasureContext context)
    {
        using var sink = new JobSink(Document);
        using var cupsd = Cupsd.Start(context.Folders.New("cupsd"), CupsDurability.AsShipped, sink.Port);
        cupsd.StopQueue();
        var request = IppRequests.PrintJob(cupsd.Port, Cupsd.QueuePath, Document, hold: false);
        LoadRun.Run(() => new IppSender(cupsd.Port, request), connections: 4, ManyJobs);
        var began = Stopwatch.GetTimestamp();
        cupsd.StartQueue();
        return Drain(sink, ManyJobs, began);
    }

    private static double Drain(JobSink sink, int jobs, long began)
    {
        var last = 0L;
        for (var job = 0; job < jobs; job++)
        {
            last = Math.Max(last, sink.Next().EndAt);
        }

        return jobs / Stopwatch.GetElapsedTime(began, last).TotalSeconds;
    }

    private static void Print(AgentProcess agent, int jobs)
    {
        var request = IppRequests.PrintJob(agent.IppPort, AgentSeed.QueuePath, Document, hold: false);
        LoadRun.Run(() => new IppSender(agent.IppPort, request), connections: 4, jobs);
    }

    private static void Warm(AgentProcess agent)
    {
        for (var tap = 0; tap < SourcesMax; tap++)
        {
            TapOnce(agent, tap);
        }
    }

    private static T Beside<T>(AgentProcess agent, bool loaded, Func<T> measure)
    {
        using var stop = new CancellationTokenSource();
        var load = loaded ? StartLoad(agent.IppPort, AgentSeed.QueuePath, hold: false, stop.Token) : null;
        var result = measure();
        stop.Cancel();
        load?.GetAwaiter().GetResult();
        return result;
    }

    private static Task<LoadResult> StartLoad(int port, string path, bool hold, CancellationToken stop)
    {
        var request = IppRequests.PrintJob(port, path, BenchDocument.PostScript(65_536), hold);
        return LoadRun.RunUntilAsync(() => new IppSender(port, request), LoadConnections, stop);
    }

    private static void PrintFirstByte(MeasureContext context, string when, Figure ours, Figure theirs, double? goal, string percentile) => context.Print(new MeasureLine
    {
        Measure = "P7",
        What = $"release to the first byte at the device, {when}, {percentile}",
        Unit = "ms",
        Ours = ours,
        Peer = theirs,
        PeerName = "cupsd 2.4 as shipped, Release-Job",
        Goal = goal,
        SmallerIsBetter = true,
        Done = new { releases = Releases, bytes = Bytes, durability_ours = "the hand-over fdatasynced before the first byte", load = $"P1: {LoadConnections} connections, 65536 bytes" },
    });
}
