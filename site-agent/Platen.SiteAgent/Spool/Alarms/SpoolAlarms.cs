using System.Globalization;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Alarms;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Spool.Alarms;

/// <summary>
/// Watches how full the spool is, by three measures: the disk (100 %: only <see cref="SpoolOptions.FreeBytesReserve"/> is left), the documents' bytes (100 %: <see cref="SpoolOptions.SpoolBytesMax"/>) and the number of
/// held jobs. Every change of an alarm is told in the log and in the journal (<see cref="AlarmFacts"/>); the server gets the worst with each heartbeat.
/// </summary>
internal sealed partial class SpoolAlarms(SpoolSpace space, IHeldJobs jobs, IOptions<SpoolOptions> options, TimeProvider time, ILogger<SpoolAlarms> logger) : BackgroundService, IAlarmSource
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private SpoolAlarm[] _all = [Of("disk"), Of("bytes"), Of("jobs")];

    /// <summary>All measures, as they were seen last.</summary>
    public IReadOnlyList<SpoolAlarm> All => Volatile.Read(ref _all);

    /// <summary>The highest alarm, and of these the fullest measure.</summary>
    public SpoolAlarm Worst => All.OrderByDescending(alarm => alarm.Level).ThenByDescending(alarm => alarm.Percent).First();

    public IEnumerable<Alarm> Current => All.Select(alarm => new Alarm(
        "spool." + alarm.Measure, alarm.Word, string.Create(CultureInfo.InvariantCulture, $"The spool is full to {alarm.Percent} % by {alarm.Measure}; at 100 % documents are refused.")));

    /// <summary>Looks once.</summary>
    public void Look()
    {
        var settings = options.Value;
        SpoolAlarm[] now =
        [
            _all[0].At(DiskPercent(settings), settings),
            _all[1].At(settings.SpoolBytesMax > 0 ? PercentOf(space.Used, settings.SpoolBytesMax) : 0, settings),
            _all[2].At(settings.AlarmJobs > 0 ? PercentOf(jobs.Count, settings.AlarmJobs) : 0, settings),
        ];
        for (var i = 0; i < now.Length; i++)
        {
            Tell(_all[i], now[i]);
        }

        Volatile.Write(ref _all, now);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static SpoolAlarm Of(string measure) => new(measure, SpoolAlarmLevel.None, 0);

    private static int PercentOf(long used, long whole) => (int)Math.Clamp(used * 100.0 / Math.Max(1, whole), 0, 100);

    // what others have on the disk counts too: it is the same disk that gets full
    private int DiskPercent(SpoolOptions settings)
    {
        var whole = Math.Max(1, new DriveInfo(settings.Directory).TotalSize - settings.FreeBytesReserve);
        return PercentOf(whole - Math.Max(0, space.Free - settings.FreeBytesReserve), whole);
    }

    private void Tell(SpoolAlarm before, SpoolAlarm now)
    {
        if (now.Level > before.Level)
        {
            LogRaised(now.Measure, now.Percent, now.Word);
        }
        else if (now.Level < before.Level)
        {
            LogFallen(now.Measure, now.Percent, now.Word.Length > 0 ? now.Word : "none");
        }
    }

    [LoggerMessage(2015, LogLevel.Warning, "The spool is full to {Percent} % by {Measure} (alarm: {Alarm}): release or delete jobs, shorten the queues' keeping times, or give the spool more room; at 100 % documents are refused")]
    private partial void LogRaised(string measure, int percent, string alarm);

    [LoggerMessage(2016, LogLevel.Information, "The spool is full to {Percent} % by {Measure} (alarm: {Alarm})")]
    private partial void LogFallen(string measure, int percent, string alarm);
}
