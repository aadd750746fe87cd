using Platen.Benchmarks.Load;
using Platen.Benchmarks.Peers;

namespace Platen.Benchmarks.Measures;

/// <summary>P1 and P2: jobs per second that are taken in, over IPP and LPD, beside cupsd and cups-lpd.</summary>
internal static class IntakeMeasure
{
    private const int JobsOverIpp = 2_000;
    private const int JobsOverLpd = 500;
    private const int LpdBytes = 20_480;
    private const string Ours = "document and record encrypted and fdatasynced before each answer";
    private const string DurableCups = "cupsd 2.4, SyncOnClose Yes, DirtyCleanInterval 0: its documents are still not fsynced, ours are";
    private const string ShippedCups = "cupsd 2.4 as shipped: no fsync at all";

    /// <summary>P1: against cupsd at its most durable.</summary>
    public static Task<bool> DurableAsync(MeasureContext context)
    {
        Ipp(context, "P1", CupsDurability.Durable, DurableCups, connections => connections == 1 ? 1.5 : 4);
        return Task.FromResult(context.AllMet);
    }

    /// <summary>P2: against cupsd as shipped, and cups-lpd.</summary>
    public static Task<bool> AsShippedAsync(MeasureContext context)
    {
        Ipp(context, "P2", CupsDurability.AsShipped, ShippedCups, connections => connections == 1 ? null : 1);
        foreach (var connections in (int[])[1, 16])
        {
            Lpd(context, connections);
        }

        return Task.FromResult(context.AllMet);
    }

    /// <summary>Our side only, 16 connections, 64 KiB: for profiling.</summary>
    public static Task<bool> AloneAsync(MeasureContext context)
    {
        var (bytes, connections, jobs) = (context.Number("--bytes", 65_536), context.Number("--connections", 16), context.Number("--jobs", JobsOverIpp));
        var trial = new IntakeTrial(context, BenchDocument.PostScript(bytes), connections, jobs);
        var ours = new Figure();
        for (var round = 0; round < context.Rounds; round++)
        {
            ours.Add(trial.AgentIpp());
        }

        context.Print(new MeasureLine { Measure = "agent-intake", What = "intake over IPP, our side only", Unit = "jobs/s", Ours = ours, Done = Done(bytes, connections, jobs, trial, ceiling: null) });
        return Task.FromResult(context.AllMet);
    }

    private static void Ipp(MeasureContext context, string measure, CupsDurability durability, string peer, Func<int, double?> goal)
    {
        var jobs = context.Number("--jobs", JobsOverIpp);
        foreach (var bytes in (int[])[20_480, 65_536])
        {
            var document = BenchDocument.PostScript(bytes);
            foreach (var connections in (int[])[1, 16])
            {
                var trial = new IntakeTrial(context, document, connections, jobs);
                var (ours, theirs, ceiling) = (new Figure(), new Figure(), new Figure());
                for (var round = 0; round < context.Rounds; round++)
                {
                    theirs.Add(trial.CupsIpp(durability));
                    ours.Add(trial.AgentIpp());
                    ceiling.Add(Ceiling(document, connections, jobs));
                }

                context.Print(new MeasureLine
                {
                    Measure = measure,
                    What = $"intake over IPP, {bytes} bytes, {connections} connection(s)",
                    Unit = "jobs/s",
                    Ours = ours,
                    Peer = theirs,
                    PeerName = peer,
                    Goal = goal(connections),
                    Done = Done(bytes, connections, jobs, trial, ceiling),
                });
            }
        }
    }

    private static void Lpd(MeasureContext context, int connections)
    {
        var trial = new IntakeTrial(context, BenchDocument.PostScript(LpdBytes), connections, JobsOverLpd);
        var (ours, theirs) = (new Figure(), new Figure());
        for (var round = 0; round < context.Rounds; round++)
        {
            theirs.Add(trial.CupsLpd());
            ours.Add(trial.AgentLpd());
        }

        context.Print(new MeasureLine
        {
            Measure = "P2",
            What = $"intake over LPD, {LpdBytes} bytes, {connections} at a time, a connection a job",
            Unit = "jobs/s",
            Ours = ours,
            Peer = theirs,
            PeerName = "cups-lpd under socat, before " + ShippedCups,
            Goal = 5,
            Done = Done(LpdBytes, connections, JobsOverLpd, trial, ceiling: null),
        });
    }

    /// <summary>What the generator reaches against a server that answers at once and keeps nothing.</summary>
    private static double Ceiling(byte[] document, int connections, int jobs)
    {
        var request = IppRequests.PrintJob(0, AgentSeed.QueuePath, document, hold: false);
        using var server = new CannedServer(request.Length);
        return LoadRun.Run(() => new IppSender(server.Port, request), connections, jobs).JobsPerSecond;
    }

    private static object Done(int bytes, int connections, int jobs, IntakeTrial trial, Figure? ceiling) => new
    {
        bytes,
        connections,
        jobs,
        warm_up_ours = IntakeTrial.AgentWarmUp,
        warm_up_peer = IntakeTrial.CupsWarmUp,
        durability_ours = Ours,
        processor_us_per_job_ours = Figure.Round(trial.AgentMicrosecondsPerJob.Median),
        generator_ceiling_jobs_per_s = ceiling is null ? null : (double?)Figure.Round(ceiling.Median),
        check = "after each run: all jobs held on both sides; bytes equal (ours every 50th, the peer's all)",
    };
}
