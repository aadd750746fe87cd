using System.Diagnostics;
using System.Globalization;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Measures;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Users;

namespace Platen.Benchmarks.Sites;

/// <summary>
/// How fast a branch of 600 devices that was cut off catches up: what it did meanwhile lies in its real journal; the server comes back on its PostgreSQL (fsync on), the real agent starts, and the events go up. People print meanwhile.
/// Checked: every job is in the ledger, once, whatever was printed meanwhile included; nothing is parked.
/// </summary>
internal static class CatchUpMeasure
{
    private const int Devices = 600;
    private const int Users = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<bool> RunAsync(MeasureContext context)
    {
        var jobs = context.Number("--jobs", 5_000);
        var folder = context.Folders.New("catch-up");
        using var system = await RunningSystem.StartAsync(folder);
        var users = await PrepareAsync(system);
        (await LogInAsync(system)).Dispose();
        system.Kill("server");
        system.Kill("agent");
        var filling = Stopwatch.GetTimestamp();
        var devices = Enumerable.Range(0, Devices).Select(i => DeviceId.Parse($"far-{i}")).ToArray();
        var last = (long)await Backlog.WriteAsync(Path.Combine(folder, "agent"), QueueId.Parse("follow-me"), users, devices, jobs);
        var filled = Stopwatch.GetElapsedTime(filling);
        Console.Error.WriteLine($"The backlog of {jobs} jobs was written in {filled.TotalSeconds:0} s.");
        var began = Stopwatch.GetTimestamp();
        system.StartAgain();
        var ready = Stopwatch.GetElapsedTime(began);
        using var panel = await LogInAsync(system);
        using var end = new CancellationTokenSource();
        var live = new LivePrints(system, panel);
        var printing = live.RunAsync(end.Token);
        var watch = new CatchUpWatch(system);
        var before = ProcessorTimes.Now(system);
        var (events, seconds) = await watch.FollowAsync(last);
        var cost = ProcessorTimes.Now(system).PerEvent(before, events);
        await end.CancelAsync();
        await printing;
        await CheckAsync(system, jobs + live.Prints.Count);
        var rate = new Figure();
        rate.Add(events / seconds);
        context.Print(new MeasureLine
        {
            Measure = "catch-up",
            What = "events of a branch that was cut off, taken into the record, while people print there",
            Unit = "events/s",
            Ours = rate,
            Done = new
            {
                jobs,
                backlog = jobs * Backlog.EventsPerJob,
                events,
                seconds = Figure.Round(seconds),
                start_of_both_seconds = Figure.Round(ready.TotalSeconds),
                processor_us_per_event = cost,
                rate_by_tenth = watch.Rates.Select(part => Math.Round(part)),
                server_mib = watch.Memory.Select(memory => Math.Round(memory.Server)),
                agent_mib = watch.Memory.Select(memory => Math.Round(memory.Agent)),
                live_prints = live.Prints.Count,
                live_print_ms = Percentiles(live.Prints),
                live_change_ms = Percentiles(live.Changes),
                devices = Devices,
                durability = "fsync on",
            },
        });
        return true;
    }

    private static object Percentiles(List<double> values) => new
    {
        p50 = Figure.Round(values.Order().ElementAtOrDefault(values.Count / 2)),
        p99 = Figure.Round(values.Order().ElementAtOrDefault(values.Count * 99 / 100)),
        max = Figure.Round(values.DefaultIfEmpty().Max()),
    };

    private static async Task<UserId[]> PrepareAsync(RunningSystem system)
    {
        await system.Server.SendAsync(HttpMethod.Post, "users", new { loginName = AgentSeed.Login, displayName = "Bench Mark", role = "user", cardNumber = AgentSeed.Card });
        var users = new UserId[Users];
        for (var i = 0; i < Users; i++)
        {
            var user = await system.Server.SendAsync(HttpMethod.Post, "users", new { loginName = $"far-{i}", displayName = $"Far Away {i}", role = "user" });
            users[i] = UserId.Parse(user.GetProperty("user").GetProperty("id").GetString()!);
        }

        for (var i = 0; i < Devices; i++)
        {
            await system.Server.SendAsync(HttpMethod.Put, $"sites/main/devices/far-{i}", new { name = $"Device {i}", host = "192.0.2.1", protocol = "raw", port = 9100, enabled = true });
        }

        return users;
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
            catch (LoadException) when (Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(TimeSpan.FromSeconds(2)); // the new user is on its way to the agent
            }
        }
    }

    private static async Task CheckAsync(RunningSystem system, int expected)
    {
        var (entries, releases) = (0, 0);
        for (var began = Stopwatch.GetTimestamp(); entries < expected && Stopwatch.GetElapsedTime(began) < Patience;)
        {
            (entries, releases) = await CountLedgerAsync(system); // what was printed last may still be on its way
        }

        var parked = (await system.Server.SendAsync(HttpMethod.Get, "parked-events?site=main")).GetProperty("items").GetArrayLength();
        if (entries != expected || releases != expected || parked > 0)
        {
            throw new LoadException(string.Create(CultureInfo.InvariantCulture, $"{expected} jobs were printed; {entries} entries of {releases} releases are in the ledger, and {parked} events are parked."));
        }
    }

    private static async Task<(int Entries, int Releases)> CountLedgerAsync(RunningSystem system)
    {
        var releases = new HashSet<string>(StringComparer.Ordinal);
        var (count, after) = (0, "");
        do
        {
            var page = await system.Server.SendAsync(HttpMethod.Get, $"ledger?limit=500{(after.Length > 0 ? "&after=" + Uri.EscapeDataString(after) : "")}");
            foreach (var entry in page.GetProperty("items").EnumerateArray())
            {
                count++;
                releases.Add(entry.GetProperty("release").GetString()!);
            }

            after = page.GetProperty("next").GetString() ?? "";
        }
        while (after.Length > 0);

        return (count, releases.Count);
    }
}
