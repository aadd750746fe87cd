using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Domain.Backups;

/// <summary>Decides when a backup is due, which ones go, and when there is an alarm. Pure.</summary>
public static class BackupRules
{
    private const int DaysSearched = 3;

    /// <summary>Whether one is due now: a time has come since the last attempt, or that one failed and may be tried again.</summary>
    public static bool IsDue(BackupPlan plan, BackupMemory memory, DateTimeOffset now)
    {
        if (memory.TriedAt is not { } tried || tried > now)
        {
            return true; // never, or the clock was set back: what was planned then tells nothing
        }

        return tried < Previous(plan, now) || (memory.Code == BackupCode.Failed && memory.Failures <= plan.RetriesMax && now - tried >= plan.RetryAfter);
    }

    /// <summary>When the next one is to be made, if nothing happens before.</summary>
    public static DateTimeOffset Next(BackupPlan plan, BackupMemory memory, DateTimeOffset now)
    {
        if (IsDue(plan, memory, now))
        {
            return now;
        }

        var next = Starts(plan, now).Where(at => at > now).Min();
        return memory is { Code: BackupCode.Failed, TriedAt: { } tried } && memory.Failures <= plan.RetriesMax && tried + plan.RetryAfter < next ? tried + plan.RetryAfter : next;
    }

    /// <summary>What is remembered once an attempt has ended. Attempts that fail are counted from each time of the plan on.</summary>
    public static BackupMemory After(BackupPlan plan, BackupMemory memory, BackupResult result, DateTimeOffset began) => memory with
    {
        TriedAt = began,
        Code = result.Code,
        Reason = result.Reason,
        Failures = result.Code != BackupCode.Failed ? 0 : memory.TriedAt >= Previous(plan, began) ? memory.Failures + 1 : 1,
    };

    /// <summary>The files to remove: too old or too many, but never the newest ones. What cannot be read is left alone: it may be somebody else's.</summary>
    public static ImmutableArray<BackupInfo> Outdated(BackupPlan plan, IEnumerable<BackupInfo> files, DateTimeOffset now) =>
    [
        .. files.Where(file => file.Readable).GroupBy(file => file.Kind).SelectMany(kind =>
            kind.OrderByDescending(file => file.At).Select((file, place) => (file, place)).Where(entry => entry.place >= plan.KeepAtLeast && (entry.place >= plan.KeepMax || now - entry.file.At > plan.Keep)).Select(entry => entry.file)),
    ];

    /// <summary>Whether the last good backup of the database is so old, or there is none for so long, that somebody must be told.</summary>
    /// <param name="plan">The limit.</param>
    /// <param name="newest">When the newest one was made; null: there is none.</param>
    /// <param name="since">Since when this is watched.</param>
    /// <param name="now">The time.</param>
    public static bool IsLate(BackupPlan plan, DateTimeOffset? newest, DateTimeOffset since, DateTimeOffset now) => now - (newest ?? since) > plan.LateAfter;

    // the last moment at which one was to begin
    private static DateTimeOffset Previous(BackupPlan plan, DateTimeOffset now) => Starts(plan, now).Where(at => at <= now).Max();

    private static IEnumerable<DateTimeOffset> Starts(BackupPlan plan, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(plan.Zone, out var known) ? known : TimeZoneInfo.Local;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return from day in Enumerable.Range(-DaysSearched, (2 * DaysSearched) + 1)
               from time in plan.Times
               let local = today.AddDays(day).ToDateTime(TimeOnly.MinValue) + time
               select Instant(zone, local) + Jitter(plan, local);
    }

    // A time that the clocks skip is the moment after the skip; one that they show twice is the first of both, so each is once a day.
    private static DateTimeOffset Instant(TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static TimeSpan Jitter(BackupPlan plan, DateTime local)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Seed} {local:yyyy-MM-dd HH:mm}"));
        return TimeSpan.FromSeconds(BitConverter.ToUInt32(hash) % (uint)Math.Max(1, plan.JitterMax.TotalSeconds));
    }
}
