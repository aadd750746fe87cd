using System.Diagnostics;
using System.Text.Json;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Measures;

namespace Platen.Benchmarks.Sites;

/// <summary>
/// How fast a branch that was cut off catches up: the server is gone, jobs come in over IPP and are released at a panel, all by the real agent, its journal on disk; then the server comes back on its PostgreSQL (fsync on), and the events
/// go up. The branch has 600 devices in its replica. Checked: every job is in the ledger, once.
/// </summary>
internal static class CatchUpMeasure
{
    private const int Devices = 600;
    private const int DocumentBytes = 20 * 1024;
    private const int ReleasesPerCall = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static async Task<bool> RunAsync(MeasureContext context)
    {
        var jobs = context.Number("--jobs", 2_000);
        using var system = await RunningSystem.StartAsync(context.Folders.New("catch-up"));
        await PrepareAsync(system);
        using var panel = await LogInAsync(system);
        system.Kill("server");
        Receive(system, jobs);
        await ReleaseAllAsync(panel, jobs);
        var (before, _) = (0L, 0L);
        var began = Stopwatch.GetTimestamp();
        system.StartAgain();
        var (events, seconds) = await FollowAsync(system, before);
        var charged = await CountLedgerAsync(system);
        if (charged != jobs)
        {
            throw new LoadException($"{jobs} jobs were printed while the server was gone, and {charged} are in the ledger.");
        }

        var rate = new Figure();
        rate.Add(events / seconds);
        context.Print(new MeasureLine
        {
            Measure = "catch-up",
            What = "events of a branch that was cut off, taken into the record",
            Unit = "events/s",
            Ours = rate,
            Done = new { jobs, events, seconds = Figure.Round(seconds), restart_included_seconds = Figure.Round(Stopwatch.GetElapsedTime(began).TotalSeconds), devices = Devices, durability = "fsync on" },
        });
        return true;
    }

    private static async Task PrepareAsync(RunningSystem system)
    {
        await system.Server.SendAsync(HttpMethod.Post, "users", new { loginName = AgentSeed.Login, displayName = "Bench Mark", role = "user", cardNumber = AgentSeed.Card });
        for (var i = 0; i < Devices; i++)
        {
            await system.Server.SendAsync(HttpMethod.Put, $"sites/main/devices/far-{i}", new { name = $"Device {i}", host = "192.0.2.1", protocol = "raw", port = 9100, enabled = true });
        }
    }

    private static async Task<JsonCalls> LogInAsync(RunningSystem system)
    {
        var panel = new JsonCalls(system.Address("panelProtocol"), system.Text("agentCertificate"));
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                var session = await panel.SendAsync(HttpMethod.Post, "devices/mfp-raw/session", new { method = "card", card = AgentSeed.Card });
                panel.Token = session.GetProperty("token").GetString()!;
                return panel;
            }
            catch (LoadException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(TimeSpan.FromSeconds(2)); // the new user is on its way to the agent
            }
        }
    }

    private static void Receive(RunningSystem system, int jobs)
    {
        var port = new Uri(system.Text("ipp").Replace("ipp://", "http://", StringComparison.Ordinal)).Port;
        var path = new Uri(system.Text("ipp").Replace("ipp://", "http://", StringComparison.Ordinal)).AbsolutePath + "follow-me";
        var request = IppRequests.PrintJob(port, path, BenchDocument.PostScript(DocumentBytes), hold: false);
        LoadRun.Run(() => new IppSender(port, request), connections: 4, jobs);
    }

    private static async Task ReleaseAllAsync(JsonCalls panel, int jobs)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience;)
        {
            var list = (await panel.SendAsync(HttpMethod.Get, "devices/mfp-raw/jobs")).GetProperty("jobs").EnumerateArray().ToList();
            var held = list.Where(job => job.GetProperty("state").GetString() == "pending-held").Select(job => job.GetProperty("job").GetString()!).ToList();
            if (held.Count == 0 && list.All(job => job.GetProperty("state").GetString() == "completed"))
            {
                return;
            }

            foreach (var some in held.Chunk(ReleasesPerCall))
            {
                await panel.SendAsync(HttpMethod.Post, "devices/mfp-raw/releases", new { releases = some.Select(job => new { job }) });
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        throw new LoadException($"{jobs} jobs were not printed within {Patience.TotalMinutes} min.");
    }

    // from the first look at which something was committed to the last
    private static async Task<(long Events, double Seconds)> FollowAsync(RunningSystem system, long before)
    {
        long first = before, firstAt = 0;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience;)
        {
            var agent = (await system.Server.SendAsync(HttpMethod.Get, "sites/main")).GetProperty("agents").EnumerateArray().Single();
            var committed = agent.GetProperty("eventsCommitted").GetInt64();
            if (firstAt == 0)
            {
                (first, firstAt) = (committed, Stopwatch.GetTimestamp());
            }

            if (committed > first && agent.GetProperty("eventsPending") is { ValueKind: JsonValueKind.Number } pending && pending.GetInt64() == 0)
            {
                return (committed - first, Stopwatch.GetElapsedTime(firstAt).TotalSeconds);
            }

            await Task.Delay(Pause);
        }

        throw new LoadException($"The agent's events were not taken in within {Patience.TotalMinutes} min.");
    }

    private static async Task<int> CountLedgerAsync(RunningSystem system)
    {
        var (count, after) = (0, "");
        do
        {
            var page = await system.Server.SendAsync(HttpMethod.Get, $"ledger?limit=500{(after.Length > 0 ? "&after=" + Uri.EscapeDataString(after) : "")}");
            count += page.GetProperty("items").GetArrayLength();
            after = page.GetProperty("next").GetString() ?? "";
        }
        while (after.Length > 0);

        return count;
    }
}
