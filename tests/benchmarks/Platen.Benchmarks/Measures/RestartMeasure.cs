using System.Diagnostics;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Peers;

namespace Platen.Benchmarks.Measures;

/// <summary>P9: killed with 10,000 held jobs, how long until it is ready again, beside cupsd.</summary>
internal static class RestartMeasure
{
    private const int Jobs = 10_000;
    private const int Bytes = 4_096;
    private const int Connections = 16;
    private const int NoDevice = 9;

    public static Task<bool> RunAsync(MeasureContext context)
    {
        var document = BenchDocument.PostScript(Bytes);
        var jobs = context.Number("--jobs", Jobs);
        var (ours, theirs) = (new Figure(), new Figure());
        for (var round = 0; round < context.Rounds; round++)
        {
            theirs.Add(Cups(context, document, jobs));
            ours.Add(Agent(context, document, jobs));
        }

        context.Print(new MeasureLine
        {
            Measure = "P9",
            What = $"kill -9 with {jobs} held jobs: from the new process' start to ready",
            Unit = "s",
            Ours = ours,
            Peer = theirs,
            PeerName = "cupsd 2.4, DirtyCleanInterval 0 (as shipped it would have lost the last 30 s), ready: answers Get-Printer-Attributes",
            Goal = 4,
            SmallerIsBetter = true,
            Done = new { jobs, bytes = Bytes, ready_ours = "/health/ready says 200 and Get-Printer-Attributes is answered", check = "all jobs there afterwards, on both sides" },
        });
        return Task.FromResult(context.AllMet);
    }

    private static double Agent(MeasureContext context, byte[] document, int jobs)
    {
        using var agent = AgentProcess.Start(context.Folders, NoDevice);
        var request = IppRequests.PrintJob(agent.IppPort, AgentSeed.QueuePath, document, hold: false);
        LoadRun.Run(() => new IppSender(agent.IppPort, request), Connections, jobs);
        var seconds = Time(agent.KillAndStart);
        return Check("the agent", agent.StopAndCount(document), jobs, seconds);
    }

    private static double Cups(MeasureContext context, byte[] document, int jobs)
    {
        using var cupsd = Cupsd.Start(context.Folders.New("cupsd"), CupsDurability.WrittenAtOnce, NoDevice);
        var request = IppRequests.PrintJob(cupsd.Port, Cupsd.QueuePath, document, hold: true);
        LoadRun.Run(() => new IppSender(cupsd.Port, request), Connections, jobs);
        var seconds = Time(cupsd.KillAndStart);
        return Check("cupsd", cupsd.CountJobs(), jobs, seconds);
    }

    private static double Time(Action<Action> killAndStart)
    {
        var began = 0L;
        killAndStart(() => began = Stopwatch.GetTimestamp());
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Check(string side, int held, int jobs, double seconds) =>
        held == jobs ? seconds : throw new LoadException($"{side} holds {held} jobs after the restart; {jobs} were acknowledged");
}
