using System.Collections.Concurrent;
using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices.Log;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Replica;
using DeviceLogged = Platen.Contracts.AgentLink.V1.DeviceLogged;
using DeviceLogLine = Platen.Contracts.AgentLink.V1.DeviceLogLine;
using ReadingCause = Platen.Contracts.AgentLink.V1.ReadingCause;
using ReadingSchedule = Platen.Contracts.AgentLink.V1.ReadingSchedule;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>
/// Journals what devices tell of themselves (LG04). Readings go into the journal whatever happens; other lines as far as <see cref="LineBudget"/> lets them. What was told is remembered after it is durable: a crash between the two tells an alert
/// twice, and a reading once, by its slot.
/// </summary>
internal sealed class DeviceLogbook(IReplica replica, IAgentJournal journal, TraceFiles files, TimeProvider time)
{
    /// <summary>A counter that changed is on disk after this long at the latest: it is the month's last, if the agent is down when the month ends.</summary>
    public static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Page> _pages = new(StringComparer.Ordinal);

    /// <summary>Takes note of a look at a device. One look at a device at a time.</summary>
    public async Task NoteAsync(ReplicaDevice device, DeviceStatus status, ImmutableArray<DeviceAlert> alerts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var page = _pages.GetOrAdd(device.DeviceId, id => new Page { Trace = files.Load(id) });
        var news = DeviceDiff.Of(page.Trace, new DeviceLook(now, status, alerts, Zone(), replica.Policy?.Readings ?? ReadingSchedule.Unspecified));
        var told = Billing(page, news.Readings, now).AddRange(page.Budget.Admit(news.Lines, now, journal.LastSequence - Math.Min(journal.LastSequence, journal.AcknowledgedThrough)));
        foreach (var lines in told.Chunk(DeviceLogRules.LinesMax))
        {
            var logged = new DeviceLogged { DeviceId = device.DeviceId };
            logged.Lines.AddRange(lines);
            await journal.AppendAsync(new AgentEvent { DeviceLogged = logged }, cancellationToken);
        }

        var mustSave = !news.Readings.IsEmpty || !news.Lines.IsEmpty || page.Trace is null || now - page.SavedAt >= SaveEvery;
        page.Trace = news.Trace;
        if (mustSave)
        {
            files.Save(device.DeviceId, news.Trace);
            page.SavedAt = now;
        }
    }

    /// <summary>Forgets the devices that are not among these.</summary>
    public void Keep(IReadOnlySet<string> deviceIds)
    {
        foreach (var gone in _pages.Keys.Where(id => !deviceIds.Contains(id)))
        {
            _pages.TryRemove(gone, out _);
        }
    }

    // days and months come seldom by themselves; exchanges as often as two devices take turns at one address
    private static ImmutableArray<DeviceLogLine> Billing(Page page, ImmutableArray<DeviceLogLine> readings, DateTimeOffset now) =>
        [.. readings.Where(IsOfTheCalendar), .. page.Marks.Admit([.. readings.Where(reading => !IsOfTheCalendar(reading))], now, waiting: 0)];

    private static bool IsOfTheCalendar(DeviceLogLine reading) => reading.Cause is ReadingCause.Daily or ReadingCause.MonthEnd;

    private TimeZoneInfo Zone() =>
        replica.Policy?.TimeZone is { Length: > 0 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : time.LocalTimeZone;

    private sealed class Page
    {
        public DeviceTrace? Trace { get; set; }

        public LineBudget Budget { get; } = new();

        /// <summary>The room for readings of exchanges and of counters that went backwards.</summary>
        public LineBudget Marks { get; } = new();

        public DateTimeOffset SavedAt { get; set; }
    }
}
