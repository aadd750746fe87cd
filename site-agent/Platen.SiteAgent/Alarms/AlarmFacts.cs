using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Alarms;

/// <summary>
/// Journals when an alarm begins, changes its level or ends (LG04), so that the server's audit log has it, also of a time without a line. What was told last is kept on disk: a restart tells nothing twice, and an alarm that ended
/// while the agent was down is told to have ended. A source that comes and goes is told at most every <see cref="LookEvery"/>.
/// </summary>
internal sealed partial class AlarmFacts(IEnumerable<IAlarmSource> sources, IAgentJournal journal, AlarmMemory memory, TimeProvider time, ILogger<AlarmFacts> logger) : BackgroundService
{
    /// <summary>How often the sources are asked.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly IAlarmSource[] _sources = [.. sources];
    private readonly Dictionary<string, string> _told = memory.Load();

    /// <summary>Looks once, and journals what has changed.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var alarm in _sources.SelectMany(source => source.Current).Where(HasChanged).ToList())
        {
            await journal.AppendAsync(new AgentEvent { AlarmChanged = new AlarmChanged { Name = alarm.Name, Level = alarm.Level, Detail = alarm.Detail } }, cancellationToken);
            _told[alarm.Name] = alarm.Level;
            memory.Save(_told);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is SpoolFaultedException or IOException)
            {
                LogNotTold(fault); // the disk that an alarm may be about; it is told when it works again
            }
        }
    }

    private bool HasChanged(Alarm alarm) => _told.GetValueOrDefault(alarm.Name, "") != alarm.Level;

    [LoggerMessage(2060, LogLevel.Error, "An alarm cannot be journaled: the disk fails")]
    private partial void LogNotTold(Exception fault);
}
