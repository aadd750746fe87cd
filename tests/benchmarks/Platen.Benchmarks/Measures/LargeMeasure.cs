using System.Diagnostics;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Peers;

namespace Platen.Benchmarks.Measures;

/// <summary>P3 and P4: one large document in, and out to a device, beside socat.</summary>
internal static class LargeMeasure
{
    private const int MiB = 1024 * 1024;
    private const int NoDevice = 9;

    /// <summary>P3: a document in by RAW and by IPP, encrypted and fsynced, beside socat into a file and fsync.</summary>
    public static Task<bool> IntakeAsync(MeasureContext context)
    {
        var document = BenchDocument.PostScript(context.Number("--mib", 256) * MiB);
        var (raw, ipp, socat) = (new Figure(), new Figure(), new Figure());
        for (var round = 0; round < context.Rounds; round++)
        {
            var folder = context.Folders.New("socat");
            socat.Add(Rate(document, Socat.Receive(folder, document)));
            context.Folders.Drop(folder);
            raw.Add(Rate(document, Receive(context, document, agent => new RawSender(agent.RawPort, document))));
            ipp.Add(Rate(document, Receive(context, document, agent => new IppSender(agent.IppPort, IppRequests.PrintJob(agent.IppPort, AgentSeed.QueuePath, document, hold: false)))));
        }

        Print(context, "P3", "intake over RAW of one document", raw, socat, 0.8, document, "socat into a file, then fsync", "encrypted, fdatasynced with its record before the answer");
        Print(context, "P3", "intake over IPP of one document", ipp, socat, 0.8, document, "socat into a file, then fsync", "encrypted, fdatasynced with its record before the answer");
        return Task.FromResult(context.AllMet);
    }

    /// <summary>P4: a held document to a device's port 9100, released through the panel protocol, beside socat of the same file.</summary>
    public static Task<bool> ReleaseAsync(MeasureContext context)
    {
        var document = BenchDocument.PostScript(context.Number("--mib", 256) * MiB);
        var (ours, socat) = (new Figure(), new Figure());
        for (var round = 0; round < context.Rounds; round++)
        {
            var folder = context.Folders.New("socat");
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, "document");
            File.WriteAllBytes(path, document);
            using var sink = new JobSink(document);
            socat.Add(Rate(document, Socat.Send(folder, path, sink)));
            context.Folders.Drop(folder);
            ours.Add(Rate(document, Release(context, document)));
        }

        Print(context, "P4", "release of one document to port 9100, from the panel's request to the device's last byte", ours, socat, 0.6, document, "socat of the same file to the same sink, from its start", "decrypted; the release journaled before the first byte");
        return Task.FromResult(context.AllMet);
    }

    private static double Receive(MeasureContext context, byte[] document, Func<AgentProcess, IJobSender> connect)
    {
        using var agent = AgentProcess.Start(context.Folders, NoDevice);
        using var sender = connect(agent);
        sender.Send(); // warms the way up
        var began = Stopwatch.GetTimestamp();
        sender.Send();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return agent.StopAndCount(document) == 2 ? seconds : throw new LoadException("the agent does not hold the two documents it acknowledged");
    }

    private static double Release(MeasureContext context, byte[] document)
    {
        using var sink = new JobSink(document);
        using var agent = AgentProcess.Start(context.Folders, sink.Port);
        using (var sender = new IppSender(agent.IppPort, IppRequests.PrintJob(agent.IppPort, AgentSeed.QueuePath, document, hold: false)))
        {
            sender.Send();
            sender.Send();
        }

        using var panel = new PanelClient(agent, from: null);
        panel.Login();
        var jobs = panel.ListJobs();
        panel.Release(jobs[..1]); // warms the way up
        sink.Next();
        var began = Stopwatch.GetTimestamp();
        panel.Release(jobs[1..]);
        return Stopwatch.GetElapsedTime(began, sink.Next().EndAt).TotalSeconds;
    }

    private static double Rate(byte[] document, double seconds) => document.Length / 1e6 / seconds;

    private static void Print(
        MeasureContext context, string measure, string what, Figure ours, Figure peer, double goal, byte[] document, string peerName, string durability) =>
        context.Print(new MeasureLine
        {
            Measure = measure,
            What = what,
            Unit = "MB/s",
            Ours = ours,
            Peer = peer,
            PeerName = peerName,
            Goal = goal,
            Done = new { bytes = document.Length, connections = 1, durability_ours = durability, warm_up_ours = "one document before", check = "both sides' bytes compared with what was sent" },
        });
}
