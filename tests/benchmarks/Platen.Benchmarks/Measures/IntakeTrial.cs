using System.Diagnostics;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Peers;

namespace Platen.Benchmarks.Measures;

/// <summary>One run of one side: a new server in a new folder, a warm-up, the load, and the check that every job is there and equal.</summary>
internal sealed class IntakeTrial(MeasureContext context, byte[] document, int connections, int jobs)
{
    /// <summary>Jobs before those that are timed: a running agent's code is compiled.</summary>
    public const int AgentWarmUp = 2_000;

    /// <summary>The same for cupsd, which gets faster by nothing and slower by each job it holds.</summary>
    public const int CupsWarmUp = 50;

    private const int NoDevice = 9;
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(5);

    /// <summary>The agent's processor time a job, of all its threads, in the runs so far.</summary>
    public Figure AgentMicrosecondsPerJob { get; } = new();

    public double AgentIpp() => Agent(agent =>
    {
        var request = IppRequests.PrintJob(agent.IppPort, AgentSeed.QueuePath, document, hold: false);
        return () => new IppSender(agent.IppPort, request);
    });

    public double AgentLpd() => Agent(agent => () => new LpdSender(agent.LpdPort, AgentSeed.Queue, document));

    public double CupsIpp(CupsDurability durability)
    {
        using var cupsd = Cupsd.Start(context.Folders.New("cupsd"), durability, NoDevice);
        var request = IppRequests.PrintJob(cupsd.Port, Cupsd.QueuePath, document, hold: true);
        return Load(cupsd, () => new IppSender(cupsd.Port, request));
    }

    public double CupsLpd()
    {
        var folder = context.Folders.New("cups-lpd");
        using var cupsd = Cupsd.Start(folder, CupsDurability.AsShipped, NoDevice);
        using var lpd = new CupsLpd(folder, cupsd);
        return Load(cupsd, () => new LpdSender(lpd.Port, Cupsd.Queue, document));
    }

    private double Agent(Func<AgentProcess, Func<IJobSender>> connect)
    {
        using var agent = AgentProcess.Start(context.Folders, NoDevice);
        var sender = connect(agent);
        LoadRun.Run(sender, connections, AgentWarmUp);
        var cpu = agent.ProcessorTime;
        var result = LoadRun.Run(sender, connections, jobs);
        AgentMicrosecondsPerJob.Add((agent.ProcessorTime - cpu).TotalMicroseconds / jobs);
        Check("the agent", agent.StopAndCount(document), AgentWarmUp);
        return result.JobsPerSecond;
    }

    private double Load(Cupsd cupsd, Func<IJobSender> connect)
    {
        LoadRun.Run(connect, connections, CupsWarmUp);
        var result = LoadRun.Run(connect, connections, jobs);
        Check("cupsd", CountSettled(cupsd), CupsWarmUp);
        return result.JobsPerSecond;
    }

    // cups-lpd answers before it has handed the job to cupsd: the last ones come a little later
    private int CountSettled(Cupsd cupsd)
    {
        var held = cupsd.CountDocuments(document);
        for (var began = Stopwatch.GetTimestamp(); held < jobs + CupsWarmUp && Stopwatch.GetElapsedTime(began) < SettleMax; held = cupsd.CountDocuments(document))
        {
            Thread.Sleep(100);
        }

        return held;
    }

    private void Check(string side, int held, int warmUp)
    {
        if (held != jobs + warmUp)
        {
            throw new LoadException($"{side} holds {held} jobs, equal to what was sent; {jobs + warmUp} were acknowledged");
        }
    }
}
