using System.Globalization;

namespace Platen.Benchmarks.Sites;

/// <summary>Processor time that server, agent and PostgreSQL have taken until now, in seconds: what a step costs, however much else the machine does. From /proc (proc(5)).</summary>
internal sealed record ProcessorTimes(double Server, double Agent, double Postgres)
{
    private const double TicksPerSecond = 100;
    private const int Parent = 1;
    private const int UserTicks = 11;
    private const int ChildrensSystemTicks = 14;

    public static ProcessorTimes Now(RunningSystem system) => new(OfOne(system.ProcessId("server")), OfOne(system.ProcessId("agent")), OfAll(system.PostmasterId));

    /// <summary>Microseconds for each of so many events since then.</summary>
    public object PerEvent(ProcessorTimes before, long events) => new
    {
        server = Math.Round((Server - before.Server) * 1e6 / events),
        agent = Math.Round((Agent - before.Agent) * 1e6 / events),
        postgres = Math.Round((Postgres - before.Postgres) * 1e6 / events),
    };

    private static double OfOne(int process) => Read(process) is { } fields ? Seconds(fields) : 0;

    // what has ended is counted by its parent
    private static double OfAll(int postmaster) => OfOne(postmaster) + Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? Read(process) : null)
        .Where(fields => fields is not null && fields[Parent] == postmaster.ToString(CultureInfo.InvariantCulture)).Sum(fields => Seconds(fields!));

    private static double Seconds(string[] fields) => fields[UserTicks..(ChildrensSystemTicks + 1)].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;

    private static string[]? Read(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // it has ended
        }
    }
}
