using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Measures;

namespace Platen.Benchmarks.Sites;

/// <summary>Follows the sequence up to which an agent's events are committed, with the rate of each tenth of them and the memory of both programs at its end.</summary>
internal sealed class CatchUpWatch(RunningSystem system)
{
    private const int Parts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StillMax = TimeSpan.FromMinutes(2);

    /// <summary>Events a second, tenth by tenth.</summary>
    public List<double> Rates { get; } = [];

    /// <summary>Resident memory of the server and of the agent at the end of each tenth, MiB.</summary>
    public List<(double Server, double Agent)> Memory { get; } = [];

    /// <summary>Waits until everything through <paramref name="last"/> is committed; gives how many events that were since the first look, and how long it took.</summary>
    public async Task<(long Events, double Seconds)> FollowAsync(long last)
    {
        var first = await CommittedAsync();
        var (began, partBegan, partFirst, moved, movedAt) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), first, first, Stopwatch.GetTimestamp());
        while (moved < last)
        {
            await Task.Delay(Pause);
            var committed = await CommittedAsync();
            (moved, movedAt) = committed > moved ? (committed, Stopwatch.GetTimestamp()) : (moved, movedAt);
            if (Stopwatch.GetElapsedTime(movedAt) > StillMax)
            {
                throw new LoadException($"Nothing was committed for {StillMax.TotalMinutes:0} min; {committed} of {last} events are.");
            }

            if (committed - partFirst >= (last - first) / Parts || committed >= last)
            {
                Rates.Add((committed - partFirst) / Stopwatch.GetElapsedTime(partBegan).TotalSeconds);
                Memory.Add((ResidentMiB("server"), ResidentMiB("agent")));
                (partFirst, partBegan) = (committed, Stopwatch.GetTimestamp());
            }
        }

        return (moved - first, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private async Task<long> CommittedAsync() => (await system.Server.SendAsync(HttpMethod.Get, "sites/main")).GetProperty("agents").EnumerateArray().Single().GetProperty("eventsCommitted").GetInt64();

    private double ResidentMiB(string name)
    {
        var line = File.ReadLines($"/proc/{system.ProcessId(name).ToString(CultureInfo.InvariantCulture)}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
